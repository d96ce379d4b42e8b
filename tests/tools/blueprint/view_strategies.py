"""Random views: columns, computed values, one related row inside, and lists of related rows."""

from typing import Any

from hypothesis import strategies as st

from tests.tools.blueprint.expression_strategies import PLAIN, Ground, values

_NO_VIEW = ("Person", "Realm")
_MOMENTS = (None, "date", "unix", "unix_ms")
_NULLS = ("shown", "left_out")


@st.composite
def views(draw: st.DrawFn, ground: Ground) -> list[dict[str, Any]]:
    """Of each entity: a line, a pair with lines inside, a full one that lists lines, and a shelf of pairs and lists."""
    made = [draw(_line(ground, name)) for name in ground.names]
    made += [draw(_around(ground, name, "Pair", "Line", None)) for name in ground.names]
    made += [draw(_around(ground, name, "Full", "Line", "Line")) for name in ground.names]
    return made + [draw(_around(ground, name, "Shelf", "Pair", "Full")) for name in ground.names]


@st.composite
def _line(draw: st.DrawFn, ground: Ground, entity: str) -> dict[str, Any]:
    """A few columns, some of them under other names."""
    columns = draw(st.lists(st.sampled_from(["id", *ground.columns(entity, PLAIN)]), min_size=1, unique=True))
    renamed = draw(st.booleans())
    fields = [{"name": f"its_{name}" if renamed else name, "source": name} for name in columns]
    moments = set(ground.columns(entity, ("datetime",)))
    for field in fields:
        if field["source"] in moments and (format := draw(st.sampled_from(_MOMENTS))) is not None:
            field["format"] = format
    return {"name": f"{entity}Line", "entity": entity, "fields": fields, "nulls": draw(st.sampled_from(_NULLS))}


@st.composite
def _around(
    draw: st.DrawFn, ground: Ground, entity: str, name: str, one: str, listed: str | None
) -> dict[str, Any]:  # fmt: skip
    """The key, computed values, and related rows inside: each in its view `one`, lists of them in `listed`."""
    fields: list[dict[str, Any]] = [{"name": "id", "source": "id"}]
    for number in range(draw(st.integers(0, 3))):
        fields.append({"name": f"value_{number}", "value": draw(values(ground, entity, "row"))})
    for number, (link, target) in enumerate(ground.ones(entity)):
        if target not in _NO_VIEW and draw(st.booleans()):
            fields.append({"name": f"inside_{number}", "source": link, "view": f"{target}{one}"})
    for number, (link, target) in enumerate(ground.manies(entity)):
        if listed is not None and target not in _NO_VIEW and draw(st.booleans()):
            fields.append({"name": f"listed_{number}", "source": link, **draw(_rows(ground, link, target, listed))})
    return {"name": f"{entity}{name}", "entity": entity, "fields": fields, "nulls": draw(st.sampled_from(_NULLS))}


@st.composite
def _rows(draw: st.DrawFn, ground: Ground, link: str, target: str, inner: str) -> dict[str, Any]:
    """What a list shows of its rows: each in a view, or one column of each."""
    seen = ["id", *ground.seen(target)]
    shown = draw(st.sampled_from(({"view": f"{target}{inner}"}, {"show": draw(st.sampled_from(seen))})))
    orders = ["id", *ground.ordered(target), *(f"{link}.{name}" for name in ground.ordered_of_link(link))]
    order = draw(st.lists(st.sampled_from(orders), max_size=2, unique=True))
    shown["order"] = [f"{draw(st.sampled_from(('', '-')))}{name}" for name in order]
    if draw(st.booleans()):
        shown["most"] = draw(st.integers(1, 1000))
    return shown
