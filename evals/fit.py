"""`python -m evals.fit`: finds the weights of the planner's evidence from the tuned cases, and from no others."""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import combinations
from pathlib import Path

import numpy as np

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from agent.planner.text import find_accounts, find_deeds, find_fields, find_joins, find_reports, find_roles, find_things
from agent.planner.text.evidence import Evidence
from agent.planner.text.evidence.pairs import Pair, both_ways
from agent.planner.text.evidence.weigh import features
from agent.planner.text.limits import readable
from agent.planner.text.reading import Reading
from evals.cases import Case, normal_link, read_cases
from tools.blueprint.names import words as words_of

TUNED = ("short", "extraction", "varied")
FOLDS = 3
RIDGE = 1.5
"""How strongly weights are held near zero; chosen by the folds."""
PRIOR = {"path": 2.0, "sample": 1.5, "defines layout": 1.5, "signs in": 1.0}
"""What weighs much though few cases show it."""
RARE = 3
"""A sign that fewer cases show has no weight."""

Row = tuple[dict[str, float], bool]
"""Features, and whether it is so."""


def things(case: Case) -> list[Row]:
    """Each noun of a text, and whether it is one of the expected entities.

    Left out is what the case leaves open, and a part of the name of an entity, which may stand for it.
    """
    reading = Reading(readable(case.text), Notes())
    finder = find_things(reading, Sketch()).finder
    wanted = {tuple(map(str.lower, words_of(name))) for name in case.entities}
    open_ = {tuple(map(str.lower, words_of(name))) for name in case.may.entities}
    rows = []
    for words, evidence in sorted(finder.evidence.items()):
        if words in open_ or (words not in wanted and any(_part(words, name) for name in (*wanted, *open_))):
            continue
        rows.append((features(evidence), words in wanted))
    return rows


def references(case: Case) -> list[Row]:
    """Each ordered pair of entities that was found rightly, and whether the first refers to the second."""
    expected, open_, found = _pairs(case)
    return [
        (features(evidence), f"{one} -> {other}" in expected)
        for (one, other), evidence in sorted(found.items())
        if f"{one} -> {other}" not in open_
    ]


def many_to_many(case: Case) -> list[Row]:
    """Each pair of entities, and whether several of each hang together."""
    expected, open_, found = _pairs(case)
    names = sorted({name for pair in found for name in pair})
    return [
        (features(both_ways(found, one, other)), f"{one} <-> {other}" in expected)
        for one, other in combinations(names, 2)
        if f"{one} <-> {other}" not in open_
    ]


def fields(case: Case) -> list[Row]:
    """Each place that may name a value, with each entity that it may be of, and whether it is one of that.

    Left out is what the case leaves open.
    """
    found = []
    for field in find_fields(case.text, case.entities):
        name = field.spot.name
        for owner, evidence in sorted(field.owners.items()):
            wanted = name in case.attributes.get(owner, {})
            spared = owner in case.open or f"{owner}.{name}" in case.may.attributes
            if owner in case.attributes and (wanted or not spared):
                found.append((features(evidence), wanted))
    return found


def deeds(case: Case) -> list[Row]:
    """Each verb, with each entity that it may be done to, and whether that is an operation of the case.

    Left out is what the case leaves open, and what the case names by a path.
    """
    told = [item.split(" ") for item in case.operations or () if " /" not in item]
    open_ = [item.split(" ") for item in case.may.operations if " /" not in item]
    paths = {item.rpartition("/")[2].replace("-", "_") for item in case.operations or () if " /" in item}
    found = []
    for deed in find_deeds(case.text, case.entities) if case.operations is not None else ():
        name = deed.name.replace("-", "_")
        for thing, evidence in sorted(deed.things.items()):
            wanted = any(entity == thing and _says(name, verbs) for entity, verbs in told)
            spared = name in paths or any(entity == thing and _says(name, verbs) for entity, verbs in open_)
            if wanted or not spared:
                found.append((features(evidence), wanted))
    return found


def reports(case: Case) -> list[Row]:
    """Each clause that may ask for figures, with each entity whose rows they may be of, and whether they are."""
    wanted = {item.split(" ")[0] for item in case.operations or () if item.endswith(" analytics")}
    open_ = {item.split(" ")[0] for item in case.may.operations if item.endswith(" analytics")}
    return [
        (features(evidence), thing in wanted)
        for figure in (find_reports(case.text, case.entities) if case.operations is not None else ())
        for thing, evidence in sorted(figure.things.items())
        if thing in wanted or thing not in open_
    ]


def accounts(case: Case) -> list[Row]:
    """Each expected entity, and whether its rows are the accounts; of cases that tell."""
    if case.auth is None or case.auth.account not in case.entities:
        return []
    found = find_accounts(case.text, case.entities)
    return [
        (features(evidence), name == case.auth.account)
        for name, evidence in sorted(found.items())
        if name in case.entities
    ]


def roles(case: Case) -> list[Row]:
    """Each noun, and whether it is one of the expected roles; of cases that name roles, or tell of no sign-in."""
    if case.auth is not None and case.auth.roles is None and case.auth.scheme != "none":
        return []
    named = case.auth.roles or () if case.auth is not None else ()
    wanted = {role.lower().replace(" ", "_").replace("-", "_") for role in named}
    found = find_roles(case.text, case.entities)
    return [(features(evidence), name in wanted) for name, evidence in sorted(found.items())]


def _says(name: str, verbs: str) -> bool:
    """`mark` says `mark_paid`."""
    return any(name in {verb, verb.partition("_")[0]} for verb in verbs.split("|"))


def _pairs(case: Case) -> tuple[set[str], set[str], dict[Pair, Evidence]]:
    """Expected links, those that the case leaves open, and the evidence of all pairs."""
    found = find_joins(case.text, case.entities)
    expected = {normal_link(link) for link in case.relationships}
    return expected, {normal_link(link) for link in case.may.relationships}, found


def _part(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(words) < len(name) and (name[-len(words) :] == words or name[: len(words)] == words)


def fit(rows: Sequence[Sequence[Row]]) -> dict[str, float]:
    """Weights by Newton's method: a logistic model with a ridge."""
    seen: dict[str, int] = {}
    for case in rows:
        for name in {name for found, _ in case for name in found}:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(name for name, count in seen.items() if count >= RARE)
    place = {name: at for at, name in enumerate(names)}
    flat = [row for case in rows for row in case]
    matrix = np.zeros((len(flat), len(names)))
    for at, (found, _) in enumerate(flat):
        for name, value in found.items():
            if name in place:
                matrix[at, place[name]] = value
    target = np.array([float(wanted) for _, wanted in flat])
    hold = np.array([0.01 if name == "bias" else RIDGE for name in names])
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    weights = prior.copy()
    for _ in range(40):
        guess = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (guess - target) + hold * (weights - prior)
        bend = (matrix * (guess * (1 - guess))[:, None]).T @ matrix + np.diag(hold)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-7:
            break
    return {name: round(float(weights[place[name]]), 4) for name in names}


def _likely(found: Mapping[str, float], weights: Mapping[str, float]) -> bool:
    return math.fsum(weights.get(name, 0.0) * value for name, value in found.items()) >= 0


def _f1(cases: Sequence[Sequence[Row]], weights: Mapping[str, float]) -> Iterator[float]:
    for case in cases:
        right = sum(_likely(found, weights) and wanted for found, wanted in case)
        chosen = sum(_likely(found, weights) for found, _ in case)
        wanted = sum(wanted for _, wanted in case)
        yield 2 * right / (chosen + wanted) if chosen + wanted else 1.0


MODELS: dict[str, Callable[[Case], list[Row]]] = {
    "things": things,
    "references": references,
    "many_to_many": many_to_many,
    "fields": fields,
    "deeds": deeds,
    "reports": reports,
    "accounts": accounts,
    "roles": roles,
}


def main() -> None:
    cases = [case for folder in TUNED for case in read_cases(folder)]
    for name, rows_of in MODELS.items():
        rows = [rows_of(case) for case in cases]
        unseen = []
        for fold in range(FOLDS):
            weights = fit([case for at, case in enumerate(rows) if at % FOLDS != fold])
            unseen += list(_f1([case for at, case in enumerate(rows) if at % FOLDS == fold], weights))
        weights = fit(rows)
        seen = list(_f1(rows, weights))
        print(f"{name}: {len(rows)} cases, {sum(map(len, rows))} rows, {len(weights)} weights;", end=" ")
        print(f"F1 {sum(seen) / len(seen):.4f} as fitted, {sum(unseen) / len(unseen):.4f} on folds left out")
        file = Path(str(resources.files("agent.planner.text.evidence") / f"{name}.json"))
        kept = {name: value for name, value in sorted(weights.items()) if value}
        file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
