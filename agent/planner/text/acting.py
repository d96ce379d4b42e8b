"""Finds the entities that acts leave behind: who borrows a book makes a loan."""

from dataclasses import dataclass

from agent.planner.archetypes import archetype
from agent.planner.sketch import AttributeSketch, Sketch
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.statements import Statement
from agent.planner.text.words import ACTING, IMPLIED
from tools.blueprint.names import pascal

BOTH = frozenset(
    {
        "enroll",
        "enrol",
        "follow",
        "join",
        "attend",
        "like",
        "favorite",
        "favourite",
        "bookmark",
        "register",
        "participate",
        "subscribe",
        "apply",
    }
)
"""Acts that join two things with nothing between them."""
_ALSO = {
    "book": ("reservation", "appointment"),
    "reserve": ("booking",),
    "rate": ("review",),
    "buy": ("purchase",),
    "purchase": ("purchase",),
    "rent": ("booking",),
    "order": ("purchase",),
    "register": ("enrollment",),
}
"""Other entities that the act of a verb may be."""
_NOUNS_OF_ACTS = ("ing", "tion", "ment", "sion")
_QUANTITY = {"type": "int32", "minimum": 1, "maximum": 100_000, "required": True}


@dataclass
class ActFinder:
    """Turns acts into relationships of the entity whose rows they are."""

    reading: Reading
    sketch: Sketch
    linker: Linker

    def acts(self, clause: Clause, subjects: list[str], statement: Statement) -> None:
        """`members borrow books`: the act is a loan, of a book, by a member."""
        nouns = [
            *statement.objects,
            *(
                noun
                for phrase in statement.phrases
                if phrase.word in {"for", "on", "in", "to", "per"}
                for noun in phrase.nouns
            ),
        ]
        objects = self.reading.meant(nouns)
        for subject in subjects:
            for item in objects:
                act = self._act_entity(statement.verb)
                if act == item or (act is None and (self._is_act(item, subject) or item.endswith(_NOUNS_OF_ACTS))):
                    self.linker.join_one(item, subject, owner=True)
                elif act is not None:
                    self.linker.join_one(act, subject, owner=True)
                    if act == "Order":
                        self.linker.join_many(act, item, [AttributeSketch("quantity", dict(_QUANTITY), typed=True)])
                    else:
                        self.linker.join_one(act, item)
                elif statement.verb in IMPLIED and item != subject:
                    self._imply(clause, statement.verb, subject, item)
                elif statement.verb in BOTH:
                    self.linker.join_many(subject, item)

    def acted(self, subjects: list[str], statement: Statement) -> None:
        """`a ticket is bought by an attendee`."""
        doers = self.reading.meant(
            [noun for phrase in statement.phrases if phrase.word == "by" for noun in phrase.nouns]
        )
        act = self._act_entity(statement.verb)
        for subject in subjects:
            for doer in doers:
                self.linker.join_one(act or subject, doer, owner=True)
                if act is not None and act != subject:
                    self.linker.join_one(act, subject)

    def _act_entity(self, verb: str) -> str | None:
        for word in (ACTING[verb], *_ALSO.get(verb, ())):
            found = self.reading.entities.get((word,))
            if found is not None:
                return found
        return None

    def _is_act(self, item: str, subject: str) -> bool:
        kind = archetype(item)
        return kind is not None and any((link.people or subject in link.to) and link.owner for link in kind.links)

    def _imply(self, clause: Clause, verb: str, subject: str, item: str) -> None:
        word = ACTING[verb]
        name = pascal(word)
        self.reading.entities[(word,)] = name
        self.sketch.entity(name)
        self.reading.notes.assume(f'{name} is an entity: "{clause.text.strip(" .")[:100]}" has to be kept somewhere.')
        self.linker.join_one(name, subject, owner=True)
        self.linker.join_one(name, item)
