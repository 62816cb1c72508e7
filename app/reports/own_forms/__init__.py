"""表样: a form of the office's own for each report, tried before it is taken, then filled."""
