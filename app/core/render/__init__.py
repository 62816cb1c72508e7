"""Where tables and forms become files."""
