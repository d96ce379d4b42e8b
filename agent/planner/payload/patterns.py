"""Regular expressions of payloads, brought into the portable subset of VALUES.md.

A pattern of a Blueprint is matched against the whole value. What people write is brought there where that is safe:

- `^…$` around the whole of it is dropped, for it says what holds anyway; `^a$|^b$` is `a|b`. Nothing is told.
- Without anchors, a pattern of JSON Schema may match anywhere inside. That hardly anybody means, and no engine-neutral
  pattern says it in linear time: the whole value has to match. Told as an assumption.
- With one anchor it means a beginning or an end: refused, for matching the whole value would be something else.
- `\\d` is `[0-9]` and `\\w` is `[A-Za-z0-9_]`, as in ECMAScript; engines disagree beyond ASCII. Told as an assumption.
- `(?:…)` is `(…)`, for nothing is captured.
"""

from agent.planner.notes import Notes
from agent.planner.payload.values import text
from tools.blueprint.pattern import parse_pattern
from tools.errors import BadInput

_LONGEST = 500
_ANY = frozenset({r"[^\x00]*", r".*", r"[\s\S]*"})
"""Patterns that every value matches."""
_CLASSES = {r"\d": "0-9", r"\w": "A-Za-z0-9_"}
_HINT = (
    "Write it with literals, classes like [A-Z0-9], groups, `|` and the counts ? * + {n,m}: no `.`, `\\s`, `\\b`, "
    "lookaround or back-references."
)


def read_pattern(value: object, path: str, notes: Notes) -> str | None:
    """The portable pattern; None where every value matches. Raises BadInput with the path for what has no equal."""
    said = text(value, path, _LONGEST)
    made = _unanchored(said, path, notes)
    if made in _ANY:
        return None
    made = _spelt_out(made, path, notes)
    if len(made) > _LONGEST:
        raise _refused(path, f"`{said[:60]}` has more than {_LONGEST} characters when it is spelt out", "Shorten it.")
    try:
        parse_pattern(made)
    except BadInput as error:
        problem = error.message.splitlines()[0].rstrip(":")
        raise _refused(path, f"`{said[:60]}`: {problem[0].lower()}{problem[1:]}", _HINT) from error
    return made


def _unanchored(said: str, path: str, notes: Notes) -> str:
    options = _options(said)
    starts, ends = ([test(option) for option in options] for test in (_starts, _ends))
    if all(starts) and all(ends):
        return "|".join(option[1:-1] for option in options)
    if any(starts) or any(ends):
        raise _refused(
            path,
            f"`{said[:60]}` is anchored at one end only",
            "Patterns match the whole value: write `^…$`, and `^(a|b)$` for alternatives.",
        )
    notes.assume(f"{path}: the whole value has to match `{said[:80]}`.")
    return said


def _starts(option: str) -> bool:
    return option.startswith("^")


def _ends(option: str) -> bool:
    body = option.removesuffix("$")
    escapes = len(body) - len(body.rstrip("\\"))
    return body != option and escapes % 2 == 0


def _tokens(pattern: str) -> list[tuple[str, bool]]:
    """Its characters, escapes as one, each with whether it stands in a class."""
    found, at, inside = [], 0, False
    while at < len(pattern):
        token = pattern[at : at + 2] if pattern[at] == "\\" else pattern[at]
        at += len(token)
        found.append((token, inside and token != "]"))
        inside = token == "[" or (inside and token != "]")
    return found


def _options(pattern: str) -> list[str]:
    """The alternatives outside of every group."""
    options, depth = [""], 0
    for token, inside in _tokens(pattern):
        depth += 0 if inside else (token == "(") - (token == ")")
        if token == "|" and not inside and depth == 0:
            options.append("")
        else:
            options[-1] += token
    return options


def _spelt_out(pattern: str, path: str, notes: Notes) -> str:
    made = ""
    for token, inside in _tokens(pattern):
        letters = _CLASSES.get(token)
        if letters is None:
            made += token
            continue
        made += letters if inside else f"[{letters}]"
        notes.assume(f"{path}: `{token}` is [{letters}].")
    return made.replace("(?:", "(") if "(?:" in made else made


def _refused(path: str, problem: str, hint: str) -> BadInput:
    return BadInput(f"{path}: {problem.rstrip('.')}.", hint=hint, code="bad-pattern", path=path)
