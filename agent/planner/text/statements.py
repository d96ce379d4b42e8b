"""Puts chunks together into statements: who does or has what."""

from dataclasses import dataclass, field
from itertools import takewhile

from agent.planner.text.chunks import Chunk, Link, Noun, Verb, chunks
from agent.planner.text.words import ATTRIBUTE_WORDS


@dataclass(slots=True)
class Phrase:
    """A preposition and its nouns: `with posts and tags`."""

    word: str
    nouns: list[Noun]
    start: int = 0
    """Right behind the preposition."""

    @property
    def governed(self) -> list[Noun]:
        """The nouns that the preposition means; a bare plural behind them goes on with the list that it stands in."""
        first = 2 if self.word == "between" else 1
        more = takewhile(lambda noun: not noun.plural and not noun.determiner, self.nouns[first:])
        return [*self.nouns[:first], *more]


@dataclass(slots=True)
class Statement:
    """`verb` is a base form, `:` for a list behind a colon, or empty for nouns that stand alone."""

    subjects: list[Noun]
    verb: str = ""
    verbs: list[Verb] = field(default_factory=list)
    objects: list[Noun] = field(default_factory=list)
    subject_phrases: list[Phrase] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    pronoun: str = ""
    """`we`, `it`, … where a pronoun is the subject."""
    start: int = 0
    objects_start: int = 0
    end: int = 0

    @property
    def passive(self) -> bool:
        return any(verb.passive for verb in self.verbs)

    @property
    def reduced(self) -> bool:
        """A participle without its auxiliary: `tasks assigned to users`."""
        return self.passive and not any(verb.finite for verb in self.verbs)

    @property
    def binds(self) -> bool:
        """What it says is the subject's: `a lease covers one flat and one tenant, with a deposit`."""
        return (
            bool(self.objects) and self.verb not in {"", ":"} and all(noun.determiner == "one" for noun in self.objects)
        )

    @property
    def negated(self) -> bool:
        return any(verb.negated for verb in self.verbs)

    @property
    def nouns(self) -> list[Noun]:
        """Every noun phrase of the statement, in order."""
        more = [noun for phrase in (*self.subject_phrases, *self.phrases) for noun in phrase.nouns]
        return sorted([*self.subjects, *self.objects, *more], key=lambda noun: noun.start)


_JOINTS = frozenset({"comma", "and"})

_Item = list[Noun] | list[Verb] | Link


def statements(text: str) -> list[Statement]:
    """The statements of one clause."""
    items = _coordinate(chunks(text))
    found: list[Statement] = []
    current: Statement | None = None
    pending: list[Noun] = []
    pronoun = ""
    start = 0
    for at, item in enumerate(items):
        if isinstance(item, Link):
            if item.kind == "break":
                relative = item.word in {"who", "that", "which", "whose"}
                pending = _last_nouns(current) if relative else []
                current, pronoun, start = None, "", item.end
            elif item.kind == "colon":
                subjects = pending or _subjects_of(current)
                phrases = [] if current is None else [*current.subject_phrases, *current.phrases]
                current = Statement(subjects, ":", subject_phrases=phrases, start=start, objects_start=item.end)
                found.append(current)
                pending = []
            elif item.kind == "prep":
                _attach(items, at, current, pending, found, start)
                if pending and current is None:
                    current = found[-1]
                    pending = []
            elif item.kind == "pron":
                pronoun = item.word
            continue
        if isinstance(item[0], Verb):
            verbs = [verb for verb in item if isinstance(verb, Verb)]
            subjects, taken, began = _take_subject(items, at, pending, current)
            if taken and current is not None:
                current.end = taken[0].start
            fresh = Statement(
                subjects,
                verbs[-1].lemma,
                verbs,
                pronoun=pronoun if not subjects else "",
                start=began,
                objects_start=verbs[-1].end,
            )
            if current is not None and not current.verb and current.subjects == subjects:
                fresh.subject_phrases = current.phrases
            current = fresh
            found.append(current)
            pending, pronoun = [], ""
            continue
        nouns = [noun for noun in item if isinstance(noun, Noun)]
        if at > 0 and isinstance(items[at - 1], Link) and items[at - 1].kind == "prep":  # type: ignore[union-attr]
            continue
        joined = at > 0 and isinstance(items[at - 1], Link) and items[at - 1].kind in _JOINTS  # type: ignore[union-attr]
        subject_of_next = joined and _next_is_verb(items, at)
        if current is not None and current.verb and not current.objects and not current.phrases and not subject_of_next:
            current.objects = nouns
        elif current is not None and current.verb and current.objects and not _next_is_verb(items, at):
            current.objects = [*current.objects, *nouns]
        else:
            if current is not None:
                current = None
            pending, start = nouns, nouns[0].start
            if not _next_is_verb(items, at) and not _next_is_link(items, at, {"prep", "colon"}):
                found.append(Statement(nouns, start=nouns[0].start))
    _ends(found, len(text))
    return found


def _coordinate(found: list[Chunk]) -> list[_Item]:
    """Nouns joined by commas and conjunctions become one item; verbs likewise."""
    out: list[_Item] = []
    at = 0
    while at < len(found):
        chunk = found[at]
        if isinstance(chunk, Link):
            if chunk.kind != "other":
                out.append(chunk)
            at += 1
            continue
        kind = type(chunk)
        run: list[Noun | Verb] = [chunk]
        commas: list[int] = []
        end = at + 1
        while True:
            ahead = end
            joint = ""
            while ahead < len(found) and (joined := _joint(found[ahead])) is not None:
                joint += joined
                ahead += 1
            if not joint or ahead >= len(found) or not isinstance(found[ahead], kind):
                break
            if joint == "comma":
                commas.append(len(run))
            run.append(found[ahead])  # type: ignore[arg-type]
            end = ahead + 1
        followed_by_verb = end < len(found) and isinstance(found[end], Verb)
        if kind is Noun and followed_by_verb and out and len(run) > 1:
            last = run[-1]
            named = isinstance(last, Noun) and last.determiner and not any(_determined(noun) for noun in run[:-1])
            cut = commas[-1] if commas and not named else len(run) - 1
            out.append(run[:cut])  # type: ignore[arg-type]
            out.append(run[cut:])  # type: ignore[arg-type]
        else:
            out.append(run)  # type: ignore[arg-type]
        at = end
    return out


def _determined(chunk: Chunk) -> bool:
    return isinstance(chunk, Noun) and bool(chunk.determiner)


def _joint(chunk: Chunk) -> str | None:
    """How a link joins two items of a list: signs such as `>=` belong to the item before; None where it does not."""
    if not isinstance(chunk, Link):
        return None
    return chunk.kind if chunk.kind in _JOINTS else "" if chunk.kind == "other" else None


def _take_subject(
    items: list[_Item], at: int, pending: list[Noun], current: Statement | None
) -> tuple[list[Noun], list[Noun], int]:
    """The nouns right before a verb; those of the statement before it where there are none."""
    before = items[at - 1] if at else None
    if isinstance(before, list) and isinstance(before[0], Noun):
        nouns = [noun for noun in before if isinstance(noun, Noun)]
        governed = at >= 2 and isinstance(items[at - 2], Link) and items[at - 2].kind == "prep"  # type: ignore[union-attr]
        if governed and current is not None and (current.subjects or current.objects):
            verbs = items[at]
            passive = isinstance(verbs, list) and isinstance(verbs[0], Verb) and verbs[0].passive
            if not passive and current.subjects and (not current.verb or current.reduced):
                return current.subjects, [], items_start(items, at)
            return nouns[-1:], [], nouns[-1].start
        return nouns, nouns, nouns[0].start
    if pending:
        return pending, [], pending[0].start
    if current is not None and current.subjects and isinstance(before, Link) and before.kind in _JOINTS:
        return current.subjects, [], items_start(items, at)
    return [], [], items_start(items, at)


def items_start(items: list[_Item], at: int) -> int:
    item = items[at]
    return item.start if isinstance(item, Link) else item[0].start


def _attach(
    items: list[_Item], at: int, current: Statement | None, pending: list[Noun], found: list[Statement], start: int
) -> None:
    """Gives a preposition and the nouns behind it to the statement it belongs to."""
    link, behind = items[at], items[at + 1] if at + 1 < len(items) else None
    nouns = [noun for noun in behind if isinstance(noun, Noun)] if isinstance(behind, list) else []
    if not isinstance(link, Link):
        return
    if current is None:
        current = Statement(list(pending), start=start)
        found.append(current)
    if nouns:
        current.phrases.append(Phrase(link.word, nouns, link.end))


def _last_nouns(current: Statement | None) -> list[Noun]:
    if current is None:
        return []
    things = [noun for noun in current.nouns if not noun.snake and noun.head not in ATTRIBUTE_WORDS]
    return (things or current.nouns)[-1:]


def _subjects_of(current: Statement | None) -> list[Noun]:
    if current is None:
        return []
    return current.objects or current.subjects


def _next_is_verb(items: list[_Item], at: int) -> bool:
    return at + 1 < len(items) and isinstance(items[at + 1], list) and isinstance(items[at + 1][0], Verb)  # type: ignore[index]


def _next_is_link(items: list[_Item], at: int, kinds: set[str]) -> bool:
    behind = items[at + 1] if at + 1 < len(items) else None
    return isinstance(behind, Link) and behind.kind in kinds


def _ends(found: list[Statement], length: int) -> None:
    """A statement reaches to where the next one with a verb begins; nouns alone go on with its list."""
    for at, statement in enumerate(found):
        following = [later.start for later in found[at + 1 :] if later.verb and later.start > statement.objects_start]
        limit = min(following, default=length)
        statement.end = min(statement.end or limit, limit)
