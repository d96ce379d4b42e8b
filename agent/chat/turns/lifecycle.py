"""Reads how rows are kept: soft delete, optimistic locking, audit, timestamps; for one entity or for all."""

import re

from agent.chat.turns.references import find_all
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from tools.blueprint.edit.model import PartKind
from tools.errors import BadInput

_FLAGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (flag, re.compile(pattern, re.I))
    for flag, pattern in (
        ("soft_delete", r"\bsoft[- ]?delet(?:es?|ed|ions?|ing|able)\b|\bmark(?:ed)? (?:rows )?as deleted\b"),
        ("optimistic_lock", r"\boptimistic(?:ally)?[- ]?(?:lock(?:s|ed|ing)?|concurrency(?: control)?)\b|"
                            r"\be-?tags?\b|\bif-match\b"),
        ("audit", r"\baudit(?:s|ed|ing)?(?:[- ](?:trails?|logs?|columns?|fields?))?\b|\btrack who (?:wrote|"
                  r"changed|made|created|edited)(?: (?:and|or) (?:changed|edited|made|created))?\b|"
                  r"\bwho (?:wrote|changed|made|created) (?:them|it)\b|\bcreated_by(?: and updated_by)?\b"),
        ("timestamps", r"\btime ?stamps?\b|\bcreated_at(?: and updated_at)?\b"),
    )
)  # fmt: skip
_NO = re.compile(
    r"\b(?:no(?:t| longer)?|without|disable|turn off|switch off|off|stop|remove|deactivate|lose|skip|get rid of|"
    r"forget|drop|don't|do not|never|hard|"
    r"isn't|aren't)\b",
    re.I,
)
_FILLER = re.compile(
    r"\b(?:use|add|adds?|enable|turn|switch|like|would|lock|rows|also|have to|has to|needs?|activate|apply|introduce|"
    r"with|turn on|switch on|on|for|to|in|of|from|make|should|must|be|are|is|the|"
    r"have|has|get|gets|"
    r"we|want|need|do|every(?:thing|where)?|all|entit(?:y|ies)|tables?|a|an|rows?|support|keep|and|set|they|"
    r"it|them|instead|"
    r"really|when|needed|only|please|track|give)\b|[,.]",
    re.I,
)
_TOLD = {
    "soft_delete": "soft delete",
    "optimistic_lock": "optimistic locking",
    "audit": "audit",
    "timestamps": "timestamps",
}


_SOFTLY: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^(?:{pattern})$", re.I), told)
    for pattern, told in (
        (r"(?:when (?:someone|somebody|anyone|you|they|people) deletes? (?:an? |the )?(?P<e>.+?),?|"
         r"deleted (?P<e2>.+?)|(?P<e3>.+?))\s+(?:"
         r"(?:should|must|shall|may|can|do|are|is|will)(?: not|n't|not| never)|never|are never|"
         r"is never)\s+(?:be )?(?:really |actually |physically |truly |permanently |for real )+"
         r"(?:be )?(?:go(?:ne)?(?: away)?|deleted?|removed?|vanish|disappear|erased?|lost)\b.*", "soft delete {e}"),
        (r"(?:do not|don't|never) (?:really|actually|physically|truly|permanently) (?:delete|remove|"
         r"erase) (?P<e>.+?)(?:,.*)?", "soft delete {e}"),
        (r"keep (?:the )?deleted (?P<e>.+?)(?: (?:around|in the database|for .+))?(?:,.*)?", "soft delete {e}"),
        (r"(?:deleted (?P<e>.+?)|(?P<e2>.+?) that (?:are|were|have been) deleted) (?:should|must|can|may|"
         r"have to) (?:only )?(?:be |stay )?(?:kept|recoverable|restorable|"
         r"restored|recovered|in the (?:database|table)|around|hidden|flagged|marked(?: as deleted)?)\b.*",
          "soft delete {e}"),
        (r"(?:just |only )?(?:mark|flag|hide) (?P<e>.+?) (?:as deleted )?(?:instead of (?:deleting|removing) (?:it|"
         r"them)|rather than (?:deleting|removing) (?:it|them)|when (?:they are |it is )?deleted)",
         "soft delete {e}"),
        (r"(?P<e>.+?) (?:should|must) (?:only )?be (?:marked|flagged) as deleted(?: instead.*| rather than.*)?",
         "soft delete {e}"),
        (r"(?:deleting|deletion of) (?P<e>.+?) (?:should|must) (?:only|just) (?:hide|mark|flag) (?:it|them)\b.*",
         "soft delete {e}"),
        (r"(?:really |permanently |physically |hard[- ])+(?:delete|remove|erase) (?P<e>.+)|(?P<e2>.+?) (?:should|"
         r"must|can) be (?:hard[- ]deleted|"
         r"(?:really|permanently|physically) (?:deleted|removed|erased))(?:,? .*)?|(?P<e3>.+?) (?:should|must|"
         r"can) (?:really|permanently|physically|actually) be (?:deleted|removed|erased)(?:,? .*)?",
          "no soft delete for {e}"),
        (r"(?:use )?hard[- ]delet(?:e|es|ion)(?: again)? (?:for|on|of) (?P<e>.+)", "no soft delete for {e}"),
    )
)  # fmt: skip


def read_lifecycle(said: str, scene: Scene) -> bool:
    """Whether the clause says how rows are kept, and nothing else."""
    for form, told in _SOFTLY:
        match = form.match(said)
        entity = next((text for text in match.groupdict().values() if text), "") if match else ""
        if entity and (find_all(entity, scene, {PartKind.ENTITY}) or entity.lower() in {"it", "them", "they"}):
            said = told.format(e=entity)
            break
    flags, rest = [], said
    for flag, form in _FLAGS:
        if form.search(rest) is not None:
            flags.append(flag)
            rest = form.sub(" ", rest, count=1)
    if not flags:
        return False
    pronoun = re.search(r"\b(?:it|them|they)\b", rest, re.I) is not None
    on = _NO.search(rest) is None
    left = " ".join(_FILLER.sub(" ", _NO.sub(" ", rest)).split())
    entities = _entities(left, pronoun, scene)
    if entities is None:
        return False
    for flag in flags:
        _set(flag, on, entities, scene)
    return True


def _entities(left: str, pronoun: bool, scene: Scene) -> tuple[str, ...] | None:
    """Those that are named; all where none is. None where a word names none."""
    if not left:
        return (scene.last_entity,) if pronoun and scene.last_entity else scene.entities
    found = find_all(left, scene, {PartKind.ENTITY})
    if found:
        return tuple(item.name for item in found)
    each = [find_all(word, scene, {PartKind.ENTITY}) for word in left.split()]
    return tuple(items[0].name for items in each) if all(each) else None


def _set(flag: str, on: bool, entities: tuple[str, ...], scene: Scene) -> None:
    if flag == "audit" and on and scene.account is None:
        raise BadInput("Nobody signs in, so nobody could be noted.", hint="Say `use JWT` first.", code="no-accounts")
    there = {entity.name: getattr(entity, flag) for entity in scene.blueprint.entities}
    changed = [name for name in entities if there[name] is not on]
    for name in changed:
        scene.set(PartKind.ENTITY, name, {flag: on})
    if not changed:
        scene.notes.assume(f"{', '.join(entities)}: {_TOLD[flag]} is {'on' if on else 'off'} already.")
    scene.name(*(Address(part=PartKind.ENTITY, name=name) for name in entities))
