"""Keys of rows as addresses and forms bring them: whoever writes there writes anything."""

MOST_FIGURES = 15  # below what a database's big integers hold


def key_of(text: str) -> int | None:
    """The key that `text` is in plain figures; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_FIGURES else None
