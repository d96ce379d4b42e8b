"""What tools return: files, each with its hash and what it rests on."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

FileKind = Literal["generated", "user"]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One produced file. `path` is relative, with forward slashes; `content` is text with a final newline."""

    path: str
    content: str
    language: str
    """`python`, `sql`, `yaml`, `json`, `graphql`, `markdown`, `html`, `svg`, `mermaid`, `text`, …"""
    tool: str
    """The tool that made it: `code_generator`."""
    kind: FileKind = "generated"
    """`user` files are made once and never touched again."""
    rules: tuple[str, ...] = ()
    """Rules of the field that it follows (`pagination.keyset`); the agent maps them to documents."""
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.content.encode()).hexdigest())
