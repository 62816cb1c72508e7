"""The forms of the file: one for each move that asks for something, and the filter of lists."""
