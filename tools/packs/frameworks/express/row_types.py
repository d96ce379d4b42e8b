"""Types of rows that views are shown of, laid out as far as they need lines of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.packs.languages.typescript.layout import INDENT, WIDTH, bracketed


@dataclass(frozen=True)
class Generic:
    """A type with types in it: `Shown<Book, { readonly sold: number }>`."""

    name: str
    parts: "Sequence[Kind]"

    def __str__(self) -> str:
        return f"{self.name}<{', '.join(map(str, self.parts))}>"


@dataclass(frozen=True)
class Union:
    """One of some texts."""

    texts: Sequence[str]

    def __str__(self) -> str:
        return " | ".join(self.texts)


@dataclass(frozen=True)
class Members:
    """An object with these members."""

    members: Sequence[str]

    def __str__(self) -> str:
        return f"{{ {'; '.join(self.members)} }}"


Kind = str | Generic | Union | Members


def type_lines(head: str, kind: Kind, tail: str, level: int = 0) -> list[str]:
    """A type behind `head`: on one line where it fits, else its parts on lines of their own."""
    margin = INDENT * level
    flat = f"{margin}{head}{kind}{tail}"
    if len(flat) <= WIDTH or isinstance(kind, str):
        return [flat]
    if isinstance(kind, Members):
        return bracketed(f"{head}{{", kind.members, f"}}{tail}", level, ";")
    if isinstance(kind, Union):
        # Behind an opened bracket alone: there is no head.
        lines = [f"{margin}| {text}" for text in kind.texts]
        return [*lines[:-1], f"{lines[-1]}{tail}"]
    # Nothing may stand behind the last of the parts.
    tails = [","] * (len(kind.parts) - 1) + [""]
    inner = [line for part, end in zip(kind.parts, tails, strict=True) for line in type_lines("", part, end, level + 1)]
    return [f"{margin}{head}{kind.name}<", *inner, f"{margin}>{tail}"]
