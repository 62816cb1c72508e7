"""The further conditions that the table names: each refuses in a sentence, or says nothing.

A guard is asked twice: when the case page offers moves (``given`` is empty) and when the move is
made. A condition on something not yet given waits for the second time.
"""
