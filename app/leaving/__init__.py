"""Leaving and standing in: what an officer holds goes to a successor; deputies sit in a seat."""
