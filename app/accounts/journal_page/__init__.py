"""The journal of the administration as people read it: here, because it follows the units."""
