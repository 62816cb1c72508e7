"""The triage desk: the pool that nobody has decided, and the accusation desk's list."""
