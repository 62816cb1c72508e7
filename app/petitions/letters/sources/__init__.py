"""Where the fields of a letter come from: the file, its people, its acts, each read when asked."""
