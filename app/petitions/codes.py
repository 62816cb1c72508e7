"""Purposes that the law treats apart, by their code in the dictionary ``purpose``."""

SUGGESTION, ACCUSATION, CONSULTATION = "01", "04", "05"
#: 申诉 and 求决: handled by the petition procedure only where no other channel is open (art. 31).
APPEALS = ("02", "03")
