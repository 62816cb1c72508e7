"""The tree of units: kept, brought in, given another shape."""
