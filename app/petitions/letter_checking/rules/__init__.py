"""The rules of the letter check, one small function each: it yields what it finds, or nothing."""
