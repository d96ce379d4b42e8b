"""Well-known kinds of applications: what a request means that says `a blog` and no more."""

from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from agent.planner.sketch import Sketch
from agent.planner.text.chunks import Noun
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.words import APP_WORDS
from tools.blueprint.names import singular, snake, words


class Application(BaseModel):
    """One kind, and what it usually keeps."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[str, ...] = Field(min_length=1)
    entities: tuple[str, ...] = Field(min_length=1)
    account: str


@lru_cache(maxsize=1)
def applications() -> dict[tuple[str, ...], Application]:
    """Every kind, by the words of each of its names."""
    text = (files(__package__) / "applications.yaml").read_text(encoding="utf-8")
    kinds = [Application.model_validate(item) for item in yaml.safe_load(text)]
    return {_words(tuple(name.split())): kind for kind in kinds for name in kind.names}


def read_application(reading: Reading, sketch: Sketch) -> None:
    """Adds what the named kind of application keeps, where the request does not say it itself.

    Where it says some of it, only the entity that the kind is about is missed: a blog with comments has posts.
    """
    found = _named(reading)
    if found is None:
        return
    name, kind = found
    there = set(reading.entities.values()) | set(sketch.entities)
    if there - {*kind.entities, kind.account} or kind.entities[0] in there:
        return
    added = kind.entities[:1] if there else kind.entities
    if not there and sketch.auth.no is None:
        added = (*added, kind.account)
        sketch.auth.account = sketch.auth.account or kind.account
        sketch.auth.usual = f"a {name} has accounts"
    for entity in added:
        reading.entities[words(entity)] = entity
    listed = ", ".join(snake(entity).replace("_", " ") for entity in added)
    reading.notes.assume(
        f"Entities: {listed}; a {name} usually keeps them, and the request does not say what it keeps."
    )


def _named(reading: Reading) -> tuple[str, Application] | None:
    """The first kind that the opening of a text names as the thing to build."""
    for clause in reading.clauses[:2]:
        for statement in reading.statements(clause):
            for noun in statement.nouns:
                found = _kind(noun)
                ruled_out = statement.negated or negated(clause.text, noun.start, noun.end, clause.heading)
                if found is not None and not ruled_out:
                    reading.place(clause, (noun.start, noun.end))
                    return found
    return None


def _kind(noun: Noun) -> tuple[str, Application] | None:
    """`online book shop platform`: a kind at the end, with nothing but words for software behind it."""
    if noun.plural:
        return None
    end = len(noun.words)
    while end > 0:
        for start in range(end):
            found = applications().get(_words(noun.words[start:end]))
            if found is not None:
                return " ".join(noun.words[start:end]), found
        if noun.words[end - 1] not in APP_WORDS:
            return None
        end -= 1
    return None


def _words(parts: tuple[str, ...]) -> tuple[str, ...]:
    """One spelling of a name: `To-do lists` and `to do list`."""
    return tuple(singular(word) for part in parts for word in words(part))
