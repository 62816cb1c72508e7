"""The file itself: petitions, their life, their clocks, who sees them and what may be done."""
