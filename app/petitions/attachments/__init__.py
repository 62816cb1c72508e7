"""Attachments: what may be kept, where it lies, how it is shown."""
