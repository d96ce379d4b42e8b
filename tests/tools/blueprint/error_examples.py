"""Examples of error bodies, as contracts show them and as Hypothesis makes them."""

from typing import Any

from hypothesis import strategies as st

from tools.blueprint.failures import Fault

SHOWN: tuple[Any, ...] = (
    {"errors": {"{field}": ["{message}"]}},
    {"errors": {"{field}": "{message}"}},
    {"message": "{message}"},
    {
        "error": {
            "code": "{code}",
            "status": "{status}",
            "details": [{"field": "{field}", "text": "{message} ({code})"}],
        }
    },
    ["{field}: {message}"],
    {"ok": False, "error": "{title}", "fields": {"{field}": ["{code}"]}},
    "{code}: {title}",
)

_NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="{}", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8
)
_AROUND = st.text(st.characters(codec="utf-8", exclude_characters="{}", exclude_categories=("Cc", "Cs")), max_size=6)
_CONSTANTS = st.one_of(st.none(), st.booleans(), st.integers(-9, 9))


def _texts(slots: tuple[str, ...]) -> st.SearchStrategy[str]:
    def around(slot: str) -> st.SearchStrategy[str]:
        return st.tuples(_AROUND, _AROUND).map(lambda sides: f"{sides[0]}{{{slot}}}{sides[1]}")

    return st.sampled_from(slots).flatmap(around)


_OF_FIELD = _texts(("field", "message", "code"))
_ITEMS = st.one_of(_OF_FIELD, st.dictionaries(_NAMES, st.one_of(_OF_FIELD, _CONSTANTS), min_size=1, max_size=3))
_REPEATED = st.one_of(
    st.lists(_ITEMS, min_size=1, max_size=1),
    _OF_FIELD.map(lambda text: {"{field}": text}),
    _OF_FIELD.map(lambda text: {"{field}": [text]}),
)
_PARTS = st.one_of(_texts(("code", "message", "title", "status")), _CONSTANTS, _REPEATED)
EXAMPLES = st.one_of(
    st.sampled_from(SHOWN),
    _PARTS,
    st.recursive(_PARTS, lambda part: st.dictionaries(_NAMES, part, min_size=1, max_size=3)),
)
"""Most of them can be followed; those that tell neither a message nor a code cannot."""

FAULTS = st.lists(
    st.builds(
        Fault, field=st.sampled_from(("name", "a.b", "q")), message=_NAMES, code=st.sampled_from(("required", "unique"))
    ),
    max_size=4,
)
