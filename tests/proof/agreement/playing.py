"""The same requests to two servers, one after the other."""

from collections import Counter
from dataclasses import dataclass, field

from tests.proof.agreement.drawing import Drawer, Drawn
from tests.proof.agreement.renaming import Renaming
from tests.proof.agreement.sides import Side
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.conformance.runner.exchange import Answer


@dataclass(slots=True)
class Comparison:
    """What two servers answered otherwise, and how often each status was answered, by operation."""

    found: list[str] = field(default_factory=list)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)

    def unreached(self) -> list[str]:
        """Operations that never went well."""
        return [name for name, counts in self.statuses.items() if min(counts) >= 300]


def compare(plan: RenderPlan, here: Side, there: Side, requests: int, seed: int) -> Comparison:
    """Sends both the same requests, and compares the answers up to a renaming."""
    comparison, renaming, drawer = Comparison(), Renaming(), Drawer(plan, seed)
    for _ in range(requests):
        drawn = drawer.draw()
        ready = [one.prepare(drawer.suite.fixtures, drawn.needs, drawn.before) for one in (here, there)]
        if any(ready):
            if not all(ready):
                comparison.found.append(f"before {drawn.step}: {ready[0] or 'well'}, and {ready[1] or 'well'}")
            continue
        mine, theirs = here.answer(drawn.step), there.answer(drawn.step)
        counts = comparison.statuses.setdefault(drawn.operation.name.snake, Counter())
        counts[mine.status] += 1
        comparison.found += [f"{here.asked(drawn.step)}: {told}" for told in _differences(renaming, mine, theirs)]
        if mine.status == theirs.status and mine.status < 300:
            _learn(drawer, drawn, ((here, mine), (there, theirs)))
    return comparison


def _differences(renaming: Renaming, mine: Answer, theirs: Answer) -> list[str]:
    if mine.status != theirs.status:
        return [f"status {mine.status}, and {theirs.status}: {mine.raw[:300]!r}, and {theirs.raw[:300]!r}"]
    found = renaming.headers(mine.headers, theirs.headers)
    if isinstance(mine.body, dict | list) and isinstance(theirs.body, dict | list):
        return found + renaming.differences(mine.body, theirs.body)
    return found if mine.raw == theirs.raw else [*found, f"{mine.raw[:300]!r}, and {theirs.raw[:300]!r}"]


def _learn(drawer: Drawer, drawn: Drawn, answers: tuple[tuple[Side, Answer], ...]) -> None:
    _, first = answers[0]
    saved = drawer.learn(drawn, first.body, "etag" in first.headers)
    for one, answer in answers:
        one.save(answer, saved)
