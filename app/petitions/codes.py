"""Codes of the dictionaries that the law treats apart."""

#: Purposes.
SUGGESTION, ACCUSATION, CONSULTATION = "01", "04", "05"
#: 申诉 and 求决: handled by the petition procedure only where no other channel is open (art. 31).
APPEALS = ("02", "03")

#: The simple procedure (简易程序).
SIMPLE = "2"
#: Its ground where nobody need give one: a question that can be answered at once.
AT_ONCE = "2"

#: Outcomes of a review: upheld, to be handled again, changed.
UPHELD, REDO, CHANGED = "1", "2", "3"

#: Grave and urgent (重大紧急, art. 25).
GRAVE = "3"
