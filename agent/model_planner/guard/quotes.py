"""The person's own words, and whether something is quoted from them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from agent.model_planner.guard.openings import Deed, asks
from agent.model_planner.guard.removals import takes
from agent.task import Request

LEAST_WORDS = 3
"""A quote has this many words at least, or is all that was said."""
WISHES = ("description", "text", "prompt", "request", "domain", "requirements")
"""Keys of a payload under which somebody says what is wanted."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|\n(?=\s*[-*•\d])")
"""Between two sentences, or two items of a list."""
_TURNED = re.compile(r"[\u202d\u202e][^\u202c\n]*\u202c?")
"""What is shown in another order than it is written (an override of its direction): nobody has read it so."""
_AROUND = " \t\r\n\"'“”‘’«»…."


@dataclass(frozen=True, slots=True)
class Words:
    """What the person said, piece by piece; no quote runs from one piece into another."""

    pieces: tuple[str, ...]

    def hold(self, quote: str) -> bool:
        """Whether the quote stands there word for word, whatever its case and spaces."""
        wanted = _plain(quote)
        if not wanted:
            return False
        return any(_stands(wanted, piece) for piece in self.pieces)

    def ask_for(
        self,
        gone: Sequence[str],
        opened: Sequence[str],
        quote: str,
        entities: Sequence[str] = (),
        operations: Mapping[str, Deed] | None = None,
    ) -> bool:
        """Whether the quote stands there and speaks of what it is to justify: words about something else do not.

        What opens something stands in one sentence. `entities`: all that the words may speak of. `operations`: what
        each one does.
        """
        if not self.hold(quote):
            return False
        if opened:
            return any(asks(opened, quote, part, entities, operations) for part in self.sentences(quote))
        return takes(gone, quote, " ".join(self.pieces))

    def sentences(self, quote: str) -> Iterator[str]:
        """Those in which the quote stands whole."""
        wanted = _plain(quote)
        sentences = (part for piece in self.pieces for part in _SENTENCE.split(piece))
        return (part for part in sentences if _stands(wanted, part))


def _stands(wanted: str, text: str) -> bool:
    """Whether plain words are in a text, or all of it where they are few."""
    said = _plain(text)
    if len(wanted.split()) < LEAST_WORDS:
        return wanted == said
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", said) is not None


def words_of(request: Request) -> Words:
    """The words of a request: its text, and what the payload says in words; documents in it are nobody's wishes."""
    texts = [request.text, *(text for key in WISHES for text in _texts(request.payload.get(key)))]
    read = (part for text in texts for part in _TURNED.split(text))
    return Words(tuple(part for part in dict.fromkeys(read) if part.strip()))


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(_AROUND)
