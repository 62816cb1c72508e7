"""The marker for words that stand in tables and are translated only when shown."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for the marker
    """Mark a message for extraction and return it unchanged."""
    return message
