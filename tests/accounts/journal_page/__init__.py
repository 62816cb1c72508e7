"""The journal of the administration."""
