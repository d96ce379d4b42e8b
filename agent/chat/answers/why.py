"""Why something is as it is: the plan's own facts about it, and the knowledge documents that they rest on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent.chat.answers.facts import Fact, facts
from agent.ports import Rules
from knowledge import Passage
from knowledge.tokens import words
from tools.blueprint.plan.render_plan import RenderPlan

MOST = 5
"""Facts of one answer."""
SHOWN = 400
"""Characters of a passage."""
_KIND, _NAME = 2, 3
"""What a word weighs that says what kind of thing is meant, and one that names the thing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words for a person, and the documents that carry them."""

    text: str
    documents: tuple[str, ...] = ()


def why(plan: RenderPlan, subject: str, rules: Rules, search: Callable[[str], Sequence[Passage]]) -> Answer:
    """What the plan says about the subject, and what the documents say on it; says so where neither does."""
    found = _nearest(plan, subject)
    documents = {document for fact in found for rule in fact.rules if (document := rules.document_of(rule))}
    passages = list(search(" ".join([subject, *(fact.text for fact in found[:1])])))
    passage = next((item for item in passages if item.document in documents), None if found else _first(passages))
    lines = [fact.text + _cited(fact, rules) for fact in found]
    if passage is not None:
        lines.append(f"{passage.title} [{passage.document}]: {_short(passage.excerpt)}")
    if not lines:
        return Answer(f"Neither the Blueprint nor the documents say anything about {subject[:80]!r}.")
    if not found:
        lines.insert(0, f"The Blueprint says nothing about {subject[:80]!r}; the documents do:")
    cited = {*documents, *([passage.document] if passage is not None else [])}
    return Answer("\n".join(lines), tuple(sorted(cited)))


def _nearest(plan: RenderPlan, subject: str) -> list[Fact]:
    """The facts that share most with the subject, best first; those that share only a common word are left out."""
    wanted = set(words(subject))
    scored = [(_score(fact, wanted), place, fact) for place, fact in enumerate(facts(plan))]
    best = max((score for score, _, _ in scored), default=0)
    kept = sorted((item for item in scored if item[0] and item[0] == best), key=lambda item: item[1])
    return [fact for _, _, fact in kept[:MOST]]


def _score(fact: Fact, wanted: set[str]) -> int:
    return _KIND * len(wanted & set(words(fact.kind))) + _NAME * len(wanted & set(words(fact.about)))


def _cited(fact: Fact, rules: Rules) -> str:
    documents = sorted({found for rule in fact.rules if (found := rules.document_of(rule)) is not None})
    return f" [{', '.join(documents)}]" if documents else ""


def _first(passages: Sequence[Passage]) -> Passage | None:
    return passages[0] if passages else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]} …"
