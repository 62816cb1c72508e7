"""What the code of an administrative division says by itself: what lies around it (GB/T 2260)."""


def beginning(code: str) -> str:
    """Return how the codes of a division and of all below it begin: its path."""
    for empty, length in (("0000", 2), ("00", 4)):
        if len(code) == 6 and code.endswith(empty):
            return code[:length]
    return code


def circles(code: str) -> list[str]:
    """Return how the codes begin of what lies around a division, the nearest circle first."""
    widths = (12, 9, 6, 4, 2)
    nearest = beginning(code)
    return [nearest, *(nearest[:width] for width in widths if width < len(nearest))]


def code_at(path: str) -> str:
    """Return the code of the division whose codes begin with a path."""
    return path.ljust(6, "0")


def above(code: str) -> list[str]:
    """Return the codes of the divisions in which one lies, the nearest first."""
    return [code_at(circle) for circle in circles(code)[1:]]
