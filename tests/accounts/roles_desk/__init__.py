"""The desk of the roles."""
