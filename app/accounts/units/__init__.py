"""The tree of units: read, planned, brought in, kept on its pages; the commands beside it write."""
