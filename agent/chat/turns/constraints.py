"""Reads what holds of attributes and references: `make title unique`, `price must be positive`."""

import re

from pydantic import JsonValue

from agent.chat.turns.changes import change
from agent.chat.turns.defaults import read_beginnings
from agent.chat.turns.links import firmly
from agent.chat.turns.predicates import Facets, read_predicate
from agent.chat.turns.references import MEMBERS, find, find_all, unknown
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.chat.turns.uniques import read_uniques
from tools.blueprint.edit.model import PartKind
from tools.errors import BadInput

_MAKE = re.compile(
    r"^(?:make|mark|set|keep|turn|change|convert|let|declare|limit|restrict|cap|require that|ensure(?: that)?|"
    r"the type of|treat)\s+(?P<rest>.+)$",
    re.I,
)
_TYPE_OF = re.compile(
    r"^(?:change |set |make )?the (?:data ?)?type of (?P<subject>.+?) (?:to|is|be|should be|into) (?P<told>.+)$", re.I
)
_DEFAULT_OF = re.compile(
    r"^(?:set |make |change |use )?(?:the )?default(?: value)? (?:of|for) (?P<subject>.+?) (?:to|is|be|"
    r"should be|=) (?P<told>.+)$",
    re.I,
)
_DEFAULT_AS = re.compile(
    r"^(?:make|use|set) (?P<told>\S+) (?:as )?the default(?: value)? (?:of|for) (?P<subject>.+)$", re.I
)
_BY_DEFAULT = re.compile(
    r"^(?P<subject>.+?) (?:should be|must be|will be|is|are|be) (?P<told>\S+) (?:by default|unless said)$", re.I
)
_BOUND_OF = re.compile(
    r"^(?:set |make |change |raise |lower |increase |reduce )?(?:the )?"
    r"(?P<bound>(?:max(?:imum)?|"
    r"min(?:imum)?)(?: length)?)"
    r" (?:of|for) (?P<subject>.+?) (?:to|is|be|should be|must be|=) (?P<told>-?\d[\d.,]*)$",
    re.I,
)
_REQUIRE = re.compile(r"^(?:require|demand)\s+(?P<subject>.+)$", re.I)
_MODAL = re.compile(
    r"\s+(?P<modal>must(?:n't| not)?|should(?:n't| not)?|shall(?: not)?|has to|have to|needs? to|is|are|isn't|aren't|"
    r"can(?:not|'t)?|may(?: not)?|will|does(?:n't| not)|do(?:n't| not)|defaults?|need not|needs? no|accepts?|"
    r"holds?)\b\s*",
    re.I,
)


def read_constraints(said: str, scene: Scene) -> bool:
    """Whether the clause says what holds of attributes or references that are there."""
    if read_uniques(said, scene) or read_beginnings(said, scene):
        return True
    typed, defaulted, required = (
        _TYPE_OF.match(said),
        _DEFAULT_OF.match(said) or _DEFAULT_AS.match(said) or _BY_DEFAULT.match(said),
        _REQUIRE.match(said),
    )
    bound = _BOUND_OF.match(said)
    if bound is not None:
        return _apply(bound["subject"], read_predicate(f"{bound['bound']} {bound['told']}"), scene)
    if typed is not None:
        return _apply(typed["subject"], read_predicate(typed["told"]), scene)
    if defaulted is not None:
        return _apply(defaulted["subject"], {"default": defaulted["told"].strip(" '\"`")}, scene)
    if required is not None:
        return bool(find_all(required["subject"], scene, MEMBERS)) and _apply(
            required["subject"], {"required": True}, scene
        )
    made = _MAKE.match(said)
    if re.match(r"(?:limit|restrict|cap)\b", said, re.I):
        said = re.sub(r"\s+to\s+(?=\d)", " at most ", said)
        made = _MAKE.match(said)
    return (
        _by_modal(said, scene)
        or _by_words(made["rest"] if made else said, scene, told=made is not None)
        or _alone(said, scene)
    )


def _alone(said: str, scene: Scene) -> bool:
    """`Required, 40 characters at most` behind a sentence that names an attribute."""
    facets = read_predicate(said)
    return facets is not None and bool(find("it", scene, MEMBERS)) and _apply("it", facets, scene)


def _by_modal(said: str, scene: Scene) -> bool:
    """`price must be positive`."""
    for match in _MODAL.finditer(said):
        modal = match["modal"].lower()
        told = said[match.end() :]
        negative = "not" in modal or "n't" in modal or " no" in modal
        facets = read_predicate(
            f"{'cannot' if negative else modal if modal.startswith('default') else ''} {told}".strip()
        )
        if facets is None and negative:
            facets = read_predicate(f"not {told}")
        if facets is None:
            continue
        subject = re.sub(
            r"^(?:make sure(?: that)?|ensure(?: that)?|that(?! one\b))\s+", "", said[: match.start()], flags=re.I
        )
        if find_all(subject, scene, MEMBERS):
            return _apply(subject, facets, scene)
        raise unknown(subject, scene, MEMBERS)
    return False


def _by_words(said: str, scene: Scene, *, told: bool) -> bool:
    """`make title and isbn unique`: the longest subject that is known, and a predicate to the end."""
    pieces = said.split()
    missing = None
    for cut in range(min(len(pieces) - 1, 25), 0, -1):
        facets = read_predicate(" ".join(pieces[cut:]))
        if facets is None:
            continue
        subject = re.sub(r"\s+(?:to|be|as|into)$", "", " ".join(pieces[:cut]), flags=re.I)
        if subject.endswith(":"):
            continue  # `Book: subtitle (unique)` lists what a book has.
        if find_all(subject, scene, MEMBERS):
            return _apply(subject, facets, scene)
        missing = missing or subject
    if told and missing is not None:
        raise unknown(missing, scene, MEMBERS)
    return False


def _apply(subject: str, facets: Facets | None, scene: Scene) -> bool:
    if facets is None:
        return False
    targets = find_all(subject, scene, MEMBERS)
    if not targets:
        raise unknown(subject, scene, MEMBERS)
    if any(item.part is PartKind.ATTRIBUTE for item in targets) or not find(subject, scene, {PartKind.ATTRIBUTE}):
        for item in targets:
            _one(item, facets, scene)
        scene.name(*targets)
    return True


def _one(item: Address, facets: Facets, scene: Scene) -> None:
    if item.part is PartKind.ATTRIBUTE:
        change(item.name, facets, scene)
        return
    takes = {"required", "optional", "immutable", "unique", "managed"}
    if not set(facets) <= takes:
        raise BadInput(
            f"{item.name} is a reference, and no value.",
            hint="It may be required, optional or unique.",
            code="no-value",
        )
    value: dict[str, JsonValue] = {
        name: bool(told) for name, told in facets.items() if name in {"immutable", "managed"}
    }
    if "required" in facets or "optional" in facets:
        value["required"] = bool(facets.get("required")) and not facets.get("optional")
        value |= firmly(item.name, scene) if value["required"] else {}
    if "unique" in facets:
        value["cardinality"] = "one_to_one" if facets["unique"] else "many_to_one"
    scene.set(PartKind.RELATIONSHIP, item.name, value)
