"""A change of the working calendar: what it moves, who agrees to it, and how it is carried out."""
