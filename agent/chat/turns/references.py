"""Finds the parts of a Blueprint that words mean, in any number and case: `books' titles`, `dueDate`, `it`."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from tools.blueprint.edit.model import PartKind
from tools.blueprint.names import plural, singular, words
from tools.errors import BadInput

MEMBERS = frozenset({PartKind.ATTRIBUTE, PartKind.RELATIONSHIP})
PARTS = MEMBERS | {PartKind.ENTITY}
_LEAD = re.compile(
    r"^(?:(?:the|an?|all|every|each|any|both|my|our|your|its|their|these|those|existing|new|also|please)\s+)+", re.I
)
_KINDS = {
    "entity": PartKind.ENTITY, "table": PartKind.ENTITY, "model": PartKind.ENTITY, "resource": PartKind.ENTITY,
    "thing": PartKind.ENTITY, "attribute": PartKind.ATTRIBUTE, "field": PartKind.ATTRIBUTE,
    "column": PartKind.ATTRIBUTE, "property": PartKind.ATTRIBUTE, "relationship": PartKind.RELATIONSHIP,
    "relation": PartKind.RELATIONSHIP, "reference": PartKind.RELATIONSHIP, "link": PartKind.RELATIONSHIP,
}  # fmt: skip
"""Nouns that say what kind of part a name beside them is."""
_PRONOUNS = frozenset({"it", "this", "that", "they", "them", "these", "those", "this one", "that one"})
_PLAIN = re.compile(r"[A-Za-z][\w ./-]*")
_OF = re.compile(r"\s+(?:of|on|in|for|from)(?=\s)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(?P<owner>.+?)(?:'s|s')\s+(?P<member>.+)$", re.IGNORECASE)
_LISTED = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|as well as)\s+", re.IGNORECASE)
LONGEST = 120
"""Characters of words that can mean a part."""


def entity_of(said: str, scene: Scene) -> str | None:
    """The entity that words mean: `the Book entity`, `books`."""
    found = [item for item in _candidates(said, scene, {PartKind.ENTITY}) if item.part is PartKind.ENTITY]
    return found[0].name if found else None


def find(said: str, scene: Scene, kinds: Collection[PartKind] = PARTS) -> tuple[Address, ...]:
    """All parts that words may mean, the likeliest first; none where there is no such part."""
    text = said.strip()
    if not text or len(text) > LONGEST:
        return ()
    if text.lower() in _PRONOUNS:
        return tuple(item for item in scene.named[-1:] if item.part in kinds)
    found = tuple(dict.fromkeys(_candidates(text, scene, kinds)))
    return tuple(item for item in found if item.entity == scene.focus) or found


def find_one(said: str, scene: Scene, kinds: Collection[PartKind] = PARTS) -> Address | None:
    """The part that words mean; where they may mean several, the one of the entity named last, or the first, and a
    question."""
    found = find(said, scene, kinds)
    if len(found) < 2:
        return found[0] if found else None
    likeliest = next((item for item in found if item.entity == scene.last_entity), found[0])
    names = [item.name for item in found]
    word = "-".join(words(bare(said))) or "part"
    text = f"Which `{bare(said)}` is meant: {', '.join(names)}?"
    chosen = scene.ask(f"which-{word[:60]}", text, likeliest.name, names)
    return next(item for item in found if item.name == chosen)


def find_all(said: str, scene: Scene, kinds: Collection[PartKind] = PARTS) -> tuple[Address, ...]:
    """The parts that a list means: `title and isbn of books`; none unless each of its words means one."""
    if said.strip().lower() in {"them", "these", "those", "they", "both", "both of them", "all of them"}:
        return tuple(item for item in scene.named if item.part in kinds)
    if re.match(r"(?:all|every|each)\b", said.strip(), re.I) and len(several := find(said, scene, kinds)) > 1:
        return several
    alone = find_one(said, scene, kinds)
    if alone is not None:
        return (alone,)
    pieces = [piece for piece in _LISTED.split(said.strip()) if piece]
    if not 2 <= len(pieces) <= 50:
        return ()
    owner = _shared_owner(pieces, scene)
    found = [_piece(piece, owner, scene, kinds) for piece in pieces]
    return tuple(dict.fromkeys(item for item in found if item is not None)) if all(found) else ()


def need(said: str, scene: Scene, kinds: Collection[PartKind] = PARTS) -> tuple[Address, ...]:
    """The parts that a list means; BadInput with the nearest names where there are none."""
    found = find_all(said, scene, kinds)
    if not found:
        raise unknown(said, scene, kinds)
    return found


def need_entity(said: str, scene: Scene) -> str:
    """The entity that words mean; BadInput with the nearest names where there is none."""
    return need(said, scene, {PartKind.ENTITY})[0].name


def unknown(said: str, scene: Scene, kinds: Collection[PartKind] = PARTS) -> BadInput:
    """The error for words that mean no part, with the nearest names."""
    if said.strip().lower() in _PRONOUNS:
        return BadInput(f"Nothing was named before `{said.strip()}`.", hint="Name what is meant.", code="unknown-name")
    pieces = [piece for piece in _LISTED.split(said.strip()) if piece]
    said = next((piece for piece in pieces if not find(piece, scene, kinds)), said) if len(pieces) > 1 else said
    near = nearest(said, scene, kinds)
    what = "entity" if set(kinds) == {PartKind.ENTITY} else "part of this backend"
    shown = bare(said)[:60]
    hint = f"Nearest: {', '.join(near)}." if near else f"There are: {', '.join(scene.entities[:8]) or 'no entities'}."
    return BadInput(f"There is no {what} called `{shown}`.", hint=hint, code="unknown-name")


def nearest(said: str, scene: Scene, kinds: Collection[PartKind] = PARTS) -> tuple[str, ...]:
    """Names of up to three parts that are written nearly so."""
    known: dict[str, str] = {}
    for item in parts(scene):
        if item.part in kinds:
            known.setdefault(item.member.lower(), item.name)
            known.setdefault(item.name.lower(), item.name)
    tried = "_".join(_key(words(bare(said)))) or bare(said).lower()
    found = get_close_matches(tried[:LONGEST], sorted(known), n=3, cutoff=0.5)
    return tuple(dict.fromkeys(known[name] for name in found))


def parts(scene: Scene) -> list[Address]:
    """All entities, attributes and relationships, entities first."""
    blueprint = scene.blueprint
    found = [Address(part=PartKind.ENTITY, name=entity.name) for entity in blueprint.entities]
    for entity in blueprint.entities:
        for item in entity.attributes:
            found.append(Address(part=PartKind.ATTRIBUTE, name=f"{entity.name}.{item.name}"))
        for link in (link for link in blueprint.relationships if link.source == entity.name):
            place = f"{entity.name}.{link.name}"
            found.append(Address(part=PartKind.RELATIONSHIP, name=place))
            found += [Address(part=PartKind.ATTRIBUTE, name=f"{place}.{item.name}") for item in link.attributes]
    return found


def bare(said: str) -> str:
    """Words without quotes, articles and the noun for their kind."""
    return _bare(said)[0]


def _bare(said: str) -> tuple[str, PartKind | None]:
    text = re.sub(r"[`\"“”]|(?<!\w)'|'(?!\w)", "", said).strip(" .,:;!?")
    text = _LEAD.sub("", text)
    kind = None
    head, _, tail = text.rpartition(" ")
    if head and singular(tail.lower()) in _KINDS:
        text, kind = head.strip(), _KINDS[singular(tail.lower())]
    else:
        first, _, rest = text.partition(" ")
        if rest and first.lower() in _KINDS and not _OF.match(f" {rest}"):
            text, kind = rest.strip(), _KINDS[first.lower()]
    return text, kind


def _candidates(said: str, scene: Scene, kinds: Collection[PartKind]) -> list[Address]:
    text, kind = _bare(said)
    wanted = {item for item in kinds if kind is None or item is kind or (item in MEMBERS and kind in MEMBERS)}
    if not text or not wanted:
        return []
    possessive = _POSSESSIVE.match(text)
    if possessive is not None:
        owners = {possessive["owner"], f"{possessive['owner']}s"}
        found = [item for owner in sorted(owners) for item in _member(possessive["member"], owner, scene, wanted)]
        if found:
            return found
    if not _PLAIN.fullmatch(text):
        return []
    if "." in text:
        owner, _, member = text.partition(".")
        return _member(member, owner, scene, wanted)
    linked = _in_link(text, scene) if PartKind.ATTRIBUTE in wanted else []
    if linked:
        return linked
    for match in _OF.finditer(text):
        found = _member(text[: match.start()], text[match.end() :], scene, wanted)
        if found:
            return found
    whole = _named(text, scene, wanted)
    if whole:
        return whole
    pieces = text.split()
    for cut in range(1, len(pieces)):
        found = _member(" ".join(pieces[cut:]), " ".join(pieces[:cut]), scene, wanted)
        if found:
            return found
    return []


def _named(text: str, scene: Scene, kinds: Collection[PartKind]) -> list[Address]:
    """Parts of that name alone; the same spelling goes before another number of it."""
    said = words(text)
    items = [item for item in parts(scene) if item.part in kinds]
    if not said:
        return []
    spelled = [item for item in items if item.name == text and item.part is PartKind.ENTITY]
    if spelled:
        return spelled
    exact = [item for item in items if words(item.member) == said]
    like = [item for item in items if _key(words(item.member)) == _key(said)]
    if not like and _key(said) in {("user",), ("account",)} and PartKind.ENTITY in kinds and scene.account is not None:
        return [Address(part=PartKind.ENTITY, name=scene.account)]
    entities = [item for item in like if item.part is PartKind.ENTITY]
    if entities and plural_said(said):
        return entities  # `books` are the rows of Book, and not the reference `book` of something else.
    return exact or like


_IN_LINK = re.compile(
    r"^(?P<member>[\w ]{1,40}?) of (?P<one>(?:an?|each|every|the) \w+) (?:in|on|of) (?P<other>(?:an?|each|every|the) "
    r"\w+)$",
    re.I,
)


def _in_link(text: str, scene: Scene) -> list[Address]:
    """`quantity of a product in an order`: what a link of the two holds."""
    match = _IN_LINK.match(text)
    if match is None:
        return []
    ends = {entity_of(match["one"], scene), entity_of(match["other"], scene)}
    links = {
        f"{item.source}.{item.name}" for item in scene.blueprint.relationships if {item.source, item.target} == ends
    }
    said = words(match["member"])
    return [item for item in parts(scene) if item.name.rpartition(".")[0] in links and words(item.member) == said]


def _member(member: str, owner: str, scene: Scene, kinds: Collection[PartKind]) -> list[Address]:
    """Members of that name of an entity."""
    if owner.strip().lower() in _PRONOUNS | {"its", "their"}:
        entity = scene.last_entity
    else:
        found = _named(_bare(owner)[0], scene, {PartKind.ENTITY})
        entity = found[0].name if found else None
    if entity is None:
        return []
    text, kind = _bare(member)
    wanted = [item for item in kinds if item in MEMBERS and kind is not PartKind.ENTITY]
    return [item for item in _named(text, scene, wanted) if item.entity == entity]


def plural_said(said: tuple[str, ...]) -> bool:
    return bool(said) and singular(said[-1]) != said[-1]


def _key(said: tuple[str, ...]) -> tuple[str, ...]:
    return (*said[:-1], singular(said[-1])) if said else ()


def _shared_owner(pieces: list[str], scene: Scene) -> str | None:
    """The entity that one piece of a list names for all: `book's title and isbn`, `title and isbn of books`."""
    for piece, form in ((pieces[0], _POSSESSIVE), (pieces[-1], None)):
        if form is not None:
            match = form.match(_bare(piece)[0])
            owner = match["owner"] if match else None
        else:
            owner = _OF.split(piece)[-1] if _OF.search(piece) else None
        for spelled in (owner, plural(owner.lower()) if owner and owner.isalpha() else None):
            if spelled is not None and (entity := entity_of(spelled, scene)) is not None:
                return entity
    return None


def _piece(piece: str, owner: str | None, scene: Scene, kinds: Collection[PartKind]) -> Address | None:
    if owner is not None and (found := _member(piece, owner, scene, kinds)):
        return found[0]
    return find_one(piece, scene, kinds)
