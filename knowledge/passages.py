"""Cuts documents into passages: one for each section, with its document's title for context."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.document import KnowledgeDocument

_HEADING = re.compile(r"^#{1,3} +(.+)$", re.MULTILINE)
VERSION = "2"
"""Goes into the index key: raise it when passages are cut differently."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a document."""

    id: str
    """`document#number`, zero-padded so that ids sort in reading order."""
    document: str
    title: str
    heading: str
    text: str
    shown: bool = True
    """False for what is searched only."""

    @property
    def indexed(self) -> str:
        """What is searched: the title and heading count as words of the section."""
        return f"{self.title}\n{self.heading}\n{self.text}"


def sections(documents: Iterable[KnowledgeDocument]) -> tuple[Section, ...]:
    """All sections, by document and in reading order; rules, and how people ask, are sections of their own."""
    return tuple(section for document in documents for section in _cut(document))


def _cut(document: KnowledgeDocument) -> Iterator[Section]:
    said = "\n".join(rule.says for rule in document.head.rules)
    pieces = [("Rules", said)] if said else []
    text = document.text
    starts = list(_HEADING.finditer(text))
    pieces.append(("", text[: starts[0].start()] if starts else text))
    ends = [*(start.start() for start in starts[1:]), len(text)]
    pieces += [(here[1].strip(), text[here.end() : end]) for here, end in zip(starts, ends, strict=False)]
    filled = [(heading, body.strip()) for heading, body in pieces if body.strip()]
    for number, (heading, body) in enumerate(filled):
        yield Section(f"{document.id}#{number:03}", document.id, document.head.title, heading, body)
    if document.head.asked:
        last = f"{document.id}#{len(filled):03}"
        yield Section(last, document.id, document.head.title, "", "\n".join(document.head.asked), shown=False)
