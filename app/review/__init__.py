"""复查复核: applications that the officer's unit decides."""
