"""Lists of petitions: which desk shows what, narrowed, paged, drawn."""
