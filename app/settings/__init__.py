"""Settings as data: an office's own figures, inherited down the tree of units."""
