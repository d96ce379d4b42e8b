"""In which order things get new names, where one may want the name that another still has."""

from collections.abc import Container, Mapping

from tools.blueprint.names import numbered

_BETWEEN = "between"


def moves(wanted: Mapping[str, str], taken: Container[str] = ()) -> tuple[tuple[str, str, str], ...]:
    """Steps of (what, from, to): `what` is the first name of the thing. A circle is opened over a name of its own.

    `taken` are names that this one may not be.
    """
    waiting = {old: new for old, new in wanted.items() if old != new}
    place = {old: old for old in waiting}
    steps: list[tuple[str, str, str]] = []
    while waiting:
        held = {place[what] for what in waiting}
        free = next((what for what, new in waiting.items() if new not in held), None)
        if free is not None:
            steps.append((free, place[free], waiting.pop(free)))
            continue
        what = next(iter(waiting))
        names = {*wanted, *wanted.values(), *place.values()}
        aside = next(name for name in numbered(_BETWEEN) if name not in names and name not in taken)
        steps.append((what, place[what], aside))
        place[what] = aside
    return tuple(steps)
