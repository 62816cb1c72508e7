"""The tree of units as it is read, planned and handed on; the commands beside it write."""
