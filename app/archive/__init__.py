"""办结存档: closed files, found again by name, number, words, time, unit, issue, region, result."""
