"""The words: every drop-down of the product, administrative divisions and the calendar."""
