"""Which entities stand around a place in a text, and how."""

from collections.abc import Iterator

from agent.planner.text.chunks import Noun, chunks
from agent.planner.text.endpoints.things import things_of
from agent.planner.text.evidence.gather import kind_of
from agent.planner.text.evidence.spots import Spot
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import Statement, statements

_NEAREST = 8
"""Clauses before one that may tell what it is about."""


class Surroundings:
    """Which entities stand around a place."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._told: dict[int, list[Statement]] = {}
        self._named: dict[int, list[tuple[int, str]]] = {}
        self._alone: dict[int, str] = {}
        self._paths: dict[int, str] = {}
        for endpoint, thing in things_of(reading.endpoints):
            name = reading.entity(thing)
            if name is not None:
                self._paths[endpoint.clause] = name
        self._headers: dict[int, str] = {}
        latest = header = ""
        for clause in reading.clauses:
            header = "" if clause.kind is not Kind.ROW else header or clause.text.split("|")[0]
            self._headers[clause.index] = header
            if clause.kind is Kind.HEADING:
                latest = ""
            one = self._only(clause.topic) or (self._only(clause.text) if clause.kind is Kind.HEADING else None)
            if one:
                latest = one
            self._alone[clause.index] = latest

    def statements(self, clause: Clause) -> list[Statement]:
        """What a clause says, as it stood before other readers took words out of it."""
        if clause.index not in self._told:
            self._told[clause.index] = statements(self._reading.whole.get(clause.index, clause.text))
        return self._told[clause.index]

    def owners(self, spot: Spot) -> dict[str, list[str]]:
        """Entity → ways in which it stands around the place."""
        found: dict[str, list[str]] = {}
        for name, way in self._ways(spot):
            if way not in found.setdefault(name, []):
                found[name].append(way)
        return found

    def _ways(self, spot: Spot) -> Iterator[tuple[str, str]]:
        clause = spot.clause
        if spot.inside and (name := self._reading.entity(spot.inside)):
            yield name, "brackets"
        yield from self.above(clause)
        if clause.kind is Kind.ROW:
            for name in self._mentioned(self._headers.get(clause.index, "")):
                yield name, "header"
            yield from self.earlier(clause)
            return
        yield from self._of_statement(spot)
        for at, name in self.names(clause):
            if at < spot.start:
                yield name, "mentioned"
        yield from self.earlier(clause)

    def above(self, clause: Clause) -> Iterator[tuple[str, str]]:
        """Entities that titles above a clause name, or the path that it is about."""
        for text, way in ((clause.parent, "parent"), (clause.topic, "topic"), (clause.heading, "heading")):
            one = self._only(text)
            for name in self._mentioned(text):
                yield name, f"{way} alone" if name == one else way
        yield from self._introduced(clause)
        if latest := self._alone.get(clause.index):
            yield latest, "latest"
        if path := self._paths.get(clause.index):
            yield path, "path"

    def _of_statement(self, spot: Spot) -> Iterator[tuple[str, str]]:
        statement = self._statement(spot)
        if statement is None:
            return
        kind = kind_of(statement)
        for noun in statement.subjects:
            if (name := self._reading.entity(noun.words)) and noun.start != spot.start:
                yield name, "subject"
                yield name, f"subject {kind}"
        for phrases in (statement.subject_phrases, statement.phrases):
            for phrase in phrases:
                for noun in phrase.nouns:
                    if (name := self._reading.entity(noun.words)) and noun.start != spot.start:
                        yield name, "of" if phrase.word in {"of", "for"} else f"phrase {phrase.word}"
        if spot.noun is not None and spot.noun.possessor and (name := self._reading.entity(spot.noun.possessor)):
            yield name, "of"
        if statement.pronoun in {"it", "they"} or (
            spot.noun is not None and spot.noun.determiner in {"its", "their", "his", "her"}
        ):
            for name in self.last_subjects(spot.clause):
                yield name, "pronoun"

    def earlier(self, clause: Clause) -> Iterator[tuple[str, str]]:
        """Entities that the clauses before one name, below the same title."""
        seen = 0
        for distance, past in enumerate(self._past(clause), 1):
            for _, name in self.names(past):
                seen += 1
                yield name, "before"
                yield name, f"before {min(distance, 4)}"
                if seen == 1:
                    yield name, "last before"

    def last_subjects(self, clause: Clause) -> Iterator[str]:
        """What a pronoun in a clause may mean."""
        for past in self._past(clause):
            for statement in reversed(self.statements(past)):
                for noun in reversed(statement.subjects):
                    if name := self._reading.entity(noun.words):
                        yield name
                        return

    def _past(self, clause: Clause) -> Iterator[Clause]:
        for index in range(clause.index - 1, max(-1, clause.index - 1 - _NEAREST), -1):
            past = self._reading.clauses[index]
            if past.heading != clause.heading:
                return
            if past.kind is not Kind.CODE:
                yield past

    def _introduced(self, clause: Clause) -> Iterator[tuple[str, str]]:
        """Entities of the sentence above a list, however long the list is."""
        if clause.kind is not Kind.BULLET:
            return
        for past in reversed(self._reading.clauses[: clause.index]):
            if past.heading != clause.heading or past.kind is Kind.HEADING:
                return
            if past.kind not in {Kind.BULLET, Kind.CODE}:
                yield from ((name, "introduced") for _, name in self.names(past))
                return

    def role(self, spot: Spot) -> Iterator[str]:
        """What a place is in its sentence."""
        statement = self._statement(spot)
        if statement is None:
            yield "role none"
            return
        kind = kind_of(statement)
        noun = spot.noun
        role = "other"
        if noun is not None and any(noun.start == item.start for item in statement.subjects):
            role = "subject"
        elif noun is not None and any(noun.start == item.start for item in statement.objects):
            role = "object"
        else:
            for phrase in (*statement.subject_phrases, *statement.phrases):
                if noun is not None and any(noun.start == item.start for item in phrase.nouns):
                    role = f"behind {phrase.word}"
        yield f"role {role}"
        yield f"role {role} of {kind}"
        yield f"verb {kind}"
        if statement.verb:
            yield f"verb is {statement.verb}"
        if any(item.modal for item in statement.verbs):
            yield "modal"
        if statement.pronoun:
            yield f"pronoun {statement.pronoun}"

    def _statement(self, spot: Spot) -> Statement | None:
        """The statement that a place stands in; the place may be in brackets of one of its nouns."""
        if spot.clause.kind is Kind.ROW:
            return None
        found = None
        for statement in self.statements(spot.clause):
            if statement.start <= spot.start < max(statement.end, statement.start + 1):
                found = statement
        return found

    def names(self, clause: Clause) -> list[tuple[int, str]]:
        """Places and entities of the nouns of a clause, in order."""
        if clause.index not in self._named:
            text = self._reading.whole.get(clause.index, clause.text)
            nouns = [chunk for chunk in chunks(text) if isinstance(chunk, Noun)]
            self._named[clause.index] = [
                (noun.start, name) for noun in nouns if (name := self._reading.entity(noun.words))
            ]
        return self._named[clause.index]

    def _mentioned(self, text: str) -> list[str]:
        return self._reading.mentioned(text) if text else []

    def _only(self, text: str) -> str | None:
        """The entity that a title names and nothing else."""
        if not text or len(text) > 80:
            return None
        nouns = [noun for statement in statements(text) for noun in statement.nouns]
        return self._reading.entity(nouns[0].words) if len(nouns) == 1 else None
