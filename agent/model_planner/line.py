"""What a model wrote, as people may be shown it."""

LONGEST = 300


def one_line(text: str, most: int = LONGEST) -> str:
    """One printable line of at most `most` characters: it is shown on a terminal, and in documents."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    line = " ".join(shown.split())
    return line if len(line) <= most else f"{line[:most]}…"
