"""The desk of the accounts."""
