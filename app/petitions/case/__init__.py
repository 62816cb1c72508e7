"""The case page (卷宗): what is read for it, what it offers, how it says it."""
