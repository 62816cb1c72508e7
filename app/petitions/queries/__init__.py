"""Reads of single things that hang on a petition; lists stand in ``lists``."""
