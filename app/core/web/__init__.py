"""What every page stands on: hardened views, errors, the shell."""
