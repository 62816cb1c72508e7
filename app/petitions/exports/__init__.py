"""Taking out: a list as a table, one petition as its handling form."""
