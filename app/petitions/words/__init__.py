"""What a file says in words: its history, its limits, its days, its units, the law it names."""
