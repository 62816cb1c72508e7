"""The desk at which an office says what its roles may do."""
