"""Which limits there are, by which law and since when, and how an end is reckoned from them."""
