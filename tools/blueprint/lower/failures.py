"""The example of an error body becomes its shape, and what standard errors are answered with."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import is_
from typing import Any, TypeVar

from tools.blueprint.lower.errors import STANDARD
from tools.blueprint.model import ErrorStyle, Operation
from tools.blueprint.plan.failures import (
    FIELD_CODES,
    PROBLEM,
    ByField,
    Constant,
    Each,
    ErrorForm,
    ErrorFormat,
    Members,
    Told,
)
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.parts import part_names
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

_SLOT = re.compile(r"\{([a-z_]+)\}")
_OF_ERROR = frozenset({"code", "message", "status", "title"})
_OF_FIELD = frozenset({"code", "field", "message"})
_DEEPEST = 6
_MEMBER = re.compile(r"[^\x00-\x1f\x7f{}\ud800-\udfff]{1,100}")
_PATH = "api.errors.example"
Lowered = TypeVar("Lowered")


def error_format(style: ErrorStyle) -> ErrorFormat:
    """The format of an API's errors. Raises BadInput where the example cannot be followed."""
    unknown = sorted(set(style.messages) - set(FIELD_CODES))
    if unknown:
        raise BadInput(
            f"api.errors.messages: nothing is wrong with a field as `{unknown[0]}`.",
            hint=f"Known: {', '.join(FIELD_CODES)}.",
            path="api.errors.messages",
        )
    messages = tuple(sorted(style.messages.items()))
    if style.example is None:
        return ErrorFormat(None, PROBLEM.media_type, PROBLEM.general, PROBLEM.whole, messages)
    form = _form(style.example, 0, repeated=False)
    told = set(_slots(form, repeated=False))
    repeats = set(_slots(form, repeated=True))
    if not (told | repeats) & {"code", "message", "title"}:
        raise _unclear("it tells neither a message nor a code", "Put `{message}` or `{code}` where it stands.")
    return ErrorFormat(form, style.media_type, style.general, bool(told & {"code", "message", "title"}), messages)


def error_cases(style: ErrorStyle) -> Mapping[str, ErrorCase]:
    """The standard errors by code, with the statuses and titles that the contract asks for."""
    unknown = sorted(set(style.cases) - set(STANDARD))
    if unknown:
        raise BadInput(
            f"api.errors.cases: there is no standard error `{unknown[0]}`.",
            hint=f"Known: {', '.join(sorted(STANDARD))}.",
            path="api.errors.cases",
        )
    found = dict(STANDARD)
    for code, text in style.cases.items():
        usual = STANDARD[code]
        found[code] = ErrorCase(code, text.status or usual.status, text.title or usual.title)
    return found


RESTATED = frozenset(
    {"bad_gateway", "conflict", "in_use", "invalid_credentials", "invalid_refresh_token", "not_found",
     "precondition_failed", "precondition_required"}
)  # fmt: skip
"""Standard errors that the steps of an operation end with, so that it may tell of them in words of its own."""


def own_cases(operation: Operation, cases: Mapping[str, ErrorCase]) -> Mapping[str, ErrorCase]:
    """The standard errors of one operation. Raises BadInput where it restates one that is not its own to tell."""
    path = f"operations.{operation.name}.errors"
    own: dict[str, ErrorCase] = {}
    for error in operation.errors:
        if error.name in own:
            raise BadInput(f"{path}: `{error.name}` stands twice.", hint="Rename one of them.", path=path)
        own[error.name] = ErrorCase(error.name, error.status, error.title)
        if error.name not in STANDARD:
            continue
        if error.name not in RESTATED:
            raise BadInput(
                f"{path}: `{error.name}` is answered before the operation begins.",
                hint="Name the error otherwise, or say how all operations answer it under `api.errors.cases`.",
                path=path,
            )
        if error.status != cases[error.name].status:
            raise BadInput(
                f"{path}: `{error.name}` is answered with {cases[error.name].status}.",
                hint="Name the error otherwise, or change the status for all operations under `api.errors.cases`.",
                path=path,
            )
    return {code: own.get(code, case) for code, case in cases.items()}


def restated_operation(operation: OperationPlan, cases: Mapping[str, ErrorCase]) -> OperationPlan:
    """The operation with these errors in place of the standard ones."""
    found = restated(operation, cases)
    errors = sorted(dict.fromkeys(found.errors), key=lambda case: (case.status, case.code))
    return replace(found, errors=tuple(errors))


def restated(lowered: Lowered, cases: Mapping[str, ErrorCase]) -> Lowered:
    """What was lowered, with these errors in place of the standard ones; an operation's own errors stay."""
    return lowered if cases == STANDARD else _restated(lowered, cases)


def _restated(found: Any, cases: Mapping[str, ErrorCase]) -> Any:
    """Whatever holds nothing that changes is answered itself."""
    if isinstance(found, ErrorCase):
        return cases[found.code] if found == STANDARD.get(found.code) else found
    if isinstance(found, tuple):
        parts = [_restated(item, cases) for item in found]
        return found if all(map(is_, parts, found)) else tuple(parts)
    if isinstance(found, ValueType | type):
        return found
    known = ((name, getattr(found, name)) for name in part_names(found.__class__))
    changed = {name: new for name, part in known if (new := _restated(part, cases)) is not part}
    return replace(found, **changed) if changed else found


def _form(example: object, depth: int, *, repeated: bool) -> ErrorForm:
    if depth > _DEEPEST:
        raise _unclear(f"it is nested more than {_DEEPEST} levels deep", "Show a flatter body.")
    match example:
        case str():
            return _told(example, repeated)
        case list():
            if repeated or len(example) != 1:
                raise _unclear("an array repeats one item, and not within another one", "Show a single item.")
            return Each(_form(example[0], depth + 1, repeated=True))
        case dict():
            if any("{" in name for name in example):
                return _by_field(example, repeated)
            if not example or not all(_MEMBER.fullmatch(name) for name in example):
                raise _unclear("a member has no name, or one that cannot be printed", "Name each member.")
            members = ((name, _form(value, depth + 1, repeated=repeated)) for name, value in example.items())
            return Members(tuple(members))
    return Constant(example)


def _by_field(example: dict[str, object], repeated: bool) -> ErrorForm:
    value = example.get("{field}")
    inner = value[0] if isinstance(value, list) and len(value) == 1 else value
    if repeated or len(example) != 1 or not isinstance(inner, str):
        raise _unclear(
            "an object by field has the one member `{field}`, with a text or an array of one",
            'Write `{"{field}": ["{message}"]}`.',
        )
    return ByField(_told(inner, repeated=True), many=isinstance(value, list))


def _told(text: str, repeated: bool) -> Told:
    pieces = tuple(_SLOT.split(text))
    known = _OF_FIELD if repeated else _OF_ERROR
    unknown = sorted(set(pieces[1::2]) - known)
    if unknown:
        raise _unclear(
            f"`{{{unknown[0]}}}` is no placeholder here",
            f"Known here: {', '.join(f'{{{name}}}' for name in sorted(known))}.",
        )
    if any("\x00" <= letter < " " or "\ud800" <= letter <= "\udfff" for letter in text):
        raise _unclear("a text has control characters", "Leave them out.")
    return Told(pieces)


def _slots(form: ErrorForm, *, repeated: bool) -> Iterator[str]:
    """What is told within, or outside of, what repeats."""
    match form:
        case Told(pieces):
            if not repeated:
                yield from pieces[1::2]
        case Members(members):
            for _, member in members:
                yield from _slots(member, repeated=repeated)
        case Each(item) if repeated:
            yield from _slots(item, repeated=False)
        case ByField(item) if repeated:
            yield from _slots(item, repeated=False)


def _unclear(problem: str, hint: str) -> BadInput:
    return BadInput(f"{_PATH}: {problem}.", hint=hint, path=_PATH)
