"""Reads an error body in the shape that the contract shows; the standard library alone.

A form is one of ``{"const": value}``, ``{"told": pieces}`` (a text with slots at its odd places),
``{"object": [[name, form], …]}``, ``{"each": form}`` and ``{"by_field": pieces, "many": bool}``.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from .exchange import Answer
from .matching import equal, shown

_SLOTS = {"status": "[0-9]{3}"}
"""What stands in a slot of a text; anything in all others."""


@dataclass
class _Read:
    """What a body tells: of the error, and of each field; and where it has not the form."""

    told: dict[str, Any] = field(default_factory=dict)
    fields: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def shape_faults(format: dict[str, Any], answer: Answer, wanted: dict[str, Any] | None) -> list[str]:
    """What keeps an error from having the shape, and from telling what is ``wanted``."""
    media_type = str(answer.headers.get("content-type", "")).partition(";")[0]
    if media_type != format["media_type"]:
        return [f"status {answer.status} has content type {media_type!r} instead of {format['media_type']}"]
    read = _Read()
    _read(format["form"], answer.body, "", read.told, read)
    if read.faults:
        return [f"error body: {fault}" for fault in read.faults]
    if not equal(read.told.get("status", answer.status), answer.status):
        read.faults.append(f"the body tells the status {read.told['status']}")
    if wanted is not None:
        _hold(format, wanted, read)
    return read.faults


def _hold(format: dict[str, Any], wanted: dict[str, Any], read: _Read) -> None:
    codes, errors = wanted.get("code", []), wanted.get("errors", [])
    if format["whole"]:
        _hold_whole(format, wanted, read.told, read)
    elif not errors and not set(codes) & set(format["of_fields"]):
        if not read.fields or any(told.get("field", format["general"]) != format["general"] for told in read.fields):
            read.faults.append(f"one thing is wrong, in no field, but told is {shown(read.fields)}")
        for told in read.fields:
            _hold_whole(format, wanted, told, read)
    for entry in errors:
        if not any(_names(format, entry, told) for told in read.fields) and _repeats(format["form"]):
            read.faults.append(f"no field like {shown(entry)} among {shown(read.fields)}")


def _hold_whole(format: dict[str, Any], wanted: dict[str, Any], told: dict[str, Any], read: _Read) -> None:
    """What is told of the error as a whole has its code, and the text that the contract has for it."""
    codes = wanted.get("code", [])
    titles = wanted.get("title") or [title for code in codes for title in format["titles"].get(code, [])]
    if codes and "code" in told and told["code"] not in codes:
        read.faults.append(f"code {told['code']!r} instead of {' or '.join(codes)}")
    for slot in ("title", "message"):
        if titles and slot in told and told[slot] not in titles:
            read.faults.append(f"told is {told[slot]!r} instead of {' or '.join(map(repr, titles))}")


def _names(format: dict[str, Any], entry: dict[str, Any], told: dict[str, Any]) -> bool:
    """Whether what is told of a field is the wanted error, as far as the shape tells."""
    codes = entry.get("code", [])
    if codes and "code" in told and told["code"] not in codes:
        return False
    texts = [format["messages"][code] for code in codes if code in format["messages"]]
    if texts and len(texts) == len(codes) and told.get("message", texts[0]) not in texts:
        return False
    name = _field_name(format, entry)
    shown_name = told.get("field")
    return name is None or shown_name is None or shown_name == name or str(shown_name).startswith(f"{name}.")


def _field_name(format: dict[str, Any], entry: dict[str, Any]) -> str | None:
    if "parameter" in entry:
        return str(entry["parameter"])
    if not entry.get("pointer"):
        return None
    steps = [step.replace("~1", "/").replace("~0", "~") for step in entry["pointer"].split("/")[1:]]
    return ".".join(steps[1:] if len(steps) > 1 and steps[0] in format.get("wrappers", ()) else steps)


def _repeats(form: dict[str, Any]) -> bool:
    if "object" in form:
        return any(_repeats(member) for _, member in form["object"])
    return "each" in form or "by_field" in form


def _read(form: dict[str, Any], value: Any, where: str, told: dict[str, Any], read: _Read) -> None:
    place = where or "the body"
    if "const" in form:
        if not equal(form["const"], value):
            read.faults.append(f"{place} is {shown(value)} instead of {shown(form['const'])}")
    elif "told" in form:
        _tell(form["told"], value, place, told, read)
    elif "object" in form:
        names = [name for name, _ in form["object"]]
        if not isinstance(value, dict) or sorted(value) != sorted(names):
            read.faults.append(f"{place} is {shown(value)}, no object with {', '.join(names)}")
            return
        for name, member in form["object"]:
            _read(member, value[name], f"{where}/{name}", told, read)
    elif "each" in form:
        if not isinstance(value, list):
            read.faults.append(f"{place} is {shown(value)}, no array")
            return
        for at, item in enumerate(value):
            read.fields.append({})
            _read(form["each"], item, f"{where}/{at}", read.fields[-1], read)
    else:
        _read_by_field(form, value, place, read)


def _read_by_field(form: dict[str, Any], value: Any, place: str, read: _Read) -> None:
    if not isinstance(value, dict):
        read.faults.append(f"{place} is {shown(value)}, no object")
        return
    for name, texts in value.items():
        if form["many"] and (not isinstance(texts, list) or not texts):
            read.faults.append(f"{place}/{name} is {shown(texts)}, no array of texts")
            continue
        for text in texts if form["many"] else [texts]:
            read.fields.append({"field": name})
            _tell(form["by_field"], text, f"{place}/{name}", read.fields[-1], read)


def _tell(pieces: list[str], value: Any, place: str, told: dict[str, Any], read: _Read) -> None:
    """Takes a text apart at its slots; a slot that is all of it keeps its type."""
    if pieces == ["", "status", ""]:
        told["status"] = value
        return
    pattern = "".join(
        f"(?P<_{at}>{_SLOTS.get(piece, '.+')})" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)
    )
    match = re.fullmatch(pattern, value, re.DOTALL) if isinstance(value, str) else None
    if match is None:
        read.faults.append(f"{place} is {shown(value)}, no text like {''.join(pieces)!r}")
        return
    found = {piece: match[f"_{at}"] for at, piece in enumerate(pieces) if at % 2}
    told.update({piece: int(text) if piece == "status" else text for piece, text in found.items()})
