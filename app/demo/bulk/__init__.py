"""Petitions written as rows, by the thousand, by the same rules as the commands write them."""
