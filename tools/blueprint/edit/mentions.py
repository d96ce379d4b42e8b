"""All places of a Blueprint where parts are named: each is spelled anew, listed no more, or still needs what goes."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tools.blueprint.edit.addresses import pattern_name
from tools.blueprint.edit.coupled import fixed_attribute, kept_of
from tools.blueprint.edit.expressions import Scope, respell
from tools.blueprint.edit.model import PartKind
from tools.blueprint.edit.naming import Names
from tools.blueprint.edit.operations import spelled_access, spelled_operation, spelled_roles
from tools.blueprint.edit.shown import spelled_fields
from tools.blueprint.edit.spelling import Changed, Gone, Spelling
from tools.blueprint.model import (
    Access,
    Attribute,
    Auth,
    Blueprint,
    Check,
    Datum,
    Entity,
    Event,
    Index,
    Operation,
    Permission,
    Port,
    Relationship,
    Resource,
    Role,
    View,
)
from tools.blueprint.model.base import Part
from tools.blueprint.model.patterns import Pattern, kind_of

_P = TypeVar("_P", bound=Part)
_E = TypeVar("_E", Permission, Resource)

Use = tuple[str, Gone]
"""A part that stays, and what it needs that goes."""


def respelled(blueprint: Blueprint, changed: Changed) -> tuple[Blueprint, tuple[Use, ...]]:
    """The Blueprint with all names as they are now and without what is taken out; and what still needs that."""
    walk = _Walk(blueprint, changed)
    return walk.blueprint(), tuple(walk.uses)


class _Walk:
    def __init__(self, blueprint: Blueprint, changed: Changed) -> None:
        self._blueprint = blueprint
        self._spelling = Spelling(Names(blueprint), changed)
        self.uses: list[Use] = []

    def blueprint(self) -> Blueprint:
        it, kind = self._blueprint, PartKind
        found = {
            "entities": self._parts(it.entities, kind.ENTITY, lambda item: item.name, self._entity),
            "relationships": self._parts(it.relationships, kind.RELATIONSHIP, _of_source, self._relationship),
            "resources": self._of_entities(it.resources, kind.RESOURCE, self._of_entity),
            "patterns": self._parts(it.patterns, kind.PATTERN, pattern_name, self._pattern),
            "operations": self._parts(it.operations, kind.OPERATION, lambda item: item.name, self._operation),
            "views": self._parts(it.views, kind.VIEW, lambda item: item.name, self._view),
            "events": self._parts(it.events, kind.EVENT, lambda item: item.name, self._event),
            "ports": self._parts(it.ports, kind.PORT, lambda item: item.name, self._port),
            "roles": self._parts(it.roles, kind.ROLE, lambda item: item.name, self._role),
            "permissions": self._of_entities(it.permissions, kind.PERMISSION, self._permission),
            "auth": self._used("auth", it.auth, self._auth),
        }
        return _copied(it, found)

    def _parts(
        self, parts: tuple[_P, ...], kind: PartKind, address: Callable[[_P], str], spell: Callable[[_P], _P]
    ) -> tuple[_P, ...]:  # fmt: skip
        """Those that stay, each as it is spelled now."""
        staying = [part for part in parts if not self._spelling.is_gone(kind, address(part))]
        return tuple(self._used(f"{kind} {address(part)}", part, spell) for part in staying)

    def _of_entities(self, parts: tuple[_E, ...], kind: PartKind, spell: Callable[[_E], _E]) -> tuple[_E, ...]:
        """Those of entities that stay."""
        staying = [part for part in parts if not self._spelling.is_gone(PartKind.ENTITY, part.entity)]
        return tuple(self._used(f"{kind} {part.entity}", part, spell) for part in staying)

    def _used(self, place: str, part: _P, spell: Callable[[_P], _P]) -> _P:
        try:
            return spell(part)
        except Gone as gone:
            self.uses.append((f"{place}.{gone.inside}" if gone.inside else place, gone))
            return part

    def _entity(self, entity: Entity) -> Entity:
        spelling, name = self._spelling, entity.name
        found: dict[str, Any] = {
            "name": spelling.entity(name),
            "attributes": self._attributes(entity.attributes, name),
            "uniques": _listed(entity.uniques, lambda group: tuple(spelling.member(name, item) for item in group)),
            "indexes": _listed(entity.indexes, lambda index: _index(index, name, spelling)),
            "checks": _listed(entity.checks, lambda check: _check(check, name, spelling)),
        }
        if entity.key.attribute is not None:
            found["key"] = _copied(entity.key, {"attribute": spelling.key(name)})
        for field in ("owner", "tenant"):
            relation = getattr(entity, field)
            found[field] = spelling.relation(name, relation) if relation is not None else None
        return _copied(entity, found)

    def _attributes(self, attributes: tuple[Attribute, ...], owner: str) -> tuple[Attribute, ...]:
        return _listed(
            attributes,
            lambda item: _copied(item, {"name": self._spelling.of(PartKind.ATTRIBUTE, f"{owner}.{item.name}")}),
        )

    def _relationship(self, item: Relationship) -> Relationship:
        found = {
            "name": self._spelling.of(PartKind.RELATIONSHIP, _of_source(item)),
            "source": self._spelling.entity(item.source),
            "target": self._spelling.entity(item.target),
            "attributes": self._attributes(item.attributes, _of_source(item)),
        }
        return _copied(item, found)

    def _of_entity(self, part: _E) -> _E:
        return _copied(part, {"entity": self._spelling.entity(part.entity)})

    def _permission(self, item: Permission) -> Permission:
        return _copied(self._of_entity(item), {"allow": spelled_roles(item.allow, self._spelling, needed=True)})

    def _pattern(self, pattern: Pattern) -> Pattern:
        main: str = getattr(pattern, kind_of(pattern) or "")
        entity = main.partition(".")[0]
        found: dict[str, Any] = {kind_of(pattern) or "": self._main(pattern, main)}
        self._need(pattern, entity)
        for field in type(pattern).model_fields:
            value, spell = getattr(pattern, field), PATTERN_FIELDS.get(field)
            if value and spell is not None:
                found[field] = spell(self, entity, value)
        return _copied(pattern, found)

    def _main(self, pattern: Pattern, main: str) -> str:
        entity, _, member = main.partition(".")
        if not member:
            return self._spelling.entity(main)
        related = kind_of(pattern) in OF_RELATIONSHIPS
        spell = self._spelling.relation if related else self._spelling.member
        return f"{self._spelling.entity(entity)}.{spell(entity, member)}"

    def _need(self, pattern: Pattern, entity: str) -> None:
        """Raises Gone where a pattern finds something by convention that is taken out."""
        names, spelling = self._spelling.names, self._spelling
        for other, target in kept_of(pattern, entity, names.account):
            for way in names.ways(other).values():
                if way.holds and way.target == target:
                    spelling.way(way)
            attribute = fixed_attribute(pattern)
            if attribute is not None:
                spelling.member(other, attribute)

    def member(self, entity: str, value: str) -> str:
        return self._spelling.member(entity, value)

    def relation(self, entity: str, value: str) -> str:
        return self._spelling.relation(entity, value)

    def of_account(self, entity: str, value: str) -> str:
        return self._spelling.member(self._spelling.names.account or "", value)

    def members(self, entity: str, value: tuple[str, ...]) -> tuple[str, ...]:
        return _listed(value, lambda name: self._spelling.member(entity, name))

    def path(self, entity: str, value: str) -> str:
        """`author.followers`: over one relationship to the next."""
        first, _, second = value.partition(".")
        way = self._spelling.names.way(entity, first)
        if way is None:
            return value
        return f"{self._spelling.way(way)}.{self._spelling.relation(way.target, second)}"

    def other(self, entity: str, value: str) -> str:
        return self._spelling.entity(value)

    def shown(self, entity: str, value: str) -> str:
        return self._spelling.view(value)

    def access(self, entity: str, value: Access) -> Access:
        return spelled_access(value, self._spelling)

    def role(self, entity: str, value: str) -> str:
        return self._spelling.of(PartKind.ROLE, value)

    def _operation(self, operation: Operation) -> Operation:
        name = self._spelling.of(PartKind.OPERATION, operation.name)
        return _copied(spelled_operation(operation, self._spelling), {"name": name})

    def _view(self, view: View) -> View:
        found = {
            "name": self._spelling.of(PartKind.VIEW, view.name),
            "entity": self._spelling.entity(view.entity),
            "fields": spelled_fields(view, self._spelling),
        }
        return _copied(view, found)

    def _event(self, event: Event) -> Event:
        name = self._spelling.of(PartKind.EVENT, event.name)
        return _copied(event, {"name": name, "data": self._data(event.data)})

    def _port(self, port: Port) -> Port:
        calls = tuple(
            _copied(call, {"sends": self._data(call.sends), "answers": self._data(call.answers)})
            for call in port.calls
        )  # fmt: skip
        return _copied(port, {"name": self._spelling.of(PartKind.PORT, port.name), "calls": calls})

    def _data(self, data: tuple[Datum, ...]) -> tuple[Datum, ...]:
        """Values that take their type from an attribute."""
        return tuple(
            item if item.attribute is None else _copied(item, {"attribute": self._spelling.place(item.attribute)})
            for item in data
        )

    def _role(self, role: Role) -> Role:
        return _copied(role, {"name": self._spelling.of(PartKind.ROLE, role.name)})

    def _auth(self, auth: Auth) -> Auth:
        if auth.account is None:
            return auth
        found = {"account": self._spelling.entity(auth.account), "login": self.member(auth.account, auth.login)}
        return _copied(auth, found)


PATTERN_FIELDS: dict[str, Callable[[_Walk, str, Any], object]] = {
    **dict.fromkeys(("key", "stamp", "expires"), _Walk.member),
    **dict.fromkeys(("by", "within"), _Walk.relation),
    **dict.fromkeys(("address", "mark"), _Walk.of_account),
    "accept": _Walk.members,
    "of": _Walk.path,
    **dict.fromkeys(("record", "entries", "versions"), _Walk.other),
    "view": _Walk.shown,
    "access": _Walk.access,
    "role": _Walk.role,
}
"""Field of a pattern beside the place that it is about → how it is spelled, seen from the entity of that place."""

OF_RELATIONSHIPS = frozenset({"toggle", "claim", "related"})
"""Patterns whose place is a relationship."""


def _of_source(item: Relationship) -> str:
    return f"{item.source}.{item.name}"


def _index(index: Index, entity: str, spelling: Spelling) -> Index:
    names = tuple(
        f"{'-' * name.startswith('-')}{spelling.member(entity, name.removeprefix('-'))}" for name in index.attributes
    )
    return _copied(index, {"attributes": names})


def _check(check: Check, entity: str, spelling: Spelling) -> Check:
    return _copied(check, {"that": respell(check.that, Scope(rows={"row": entity}), spelling)})


_T = TypeVar("_T")


def _listed(items: Iterable[_T], spell: Callable[[_T], _T]) -> tuple[_T, ...]:
    """What a list holds still: with what is taken out goes that it is listed."""
    made = []
    for item in items:
        try:
            made.append(spell(item))
        except Gone:
            continue
    return tuple(made)


def _copied(part: _P, found: dict[str, Any]) -> _P:
    """The part with these fields, where they differ."""
    changed = {name: value for name, value in found.items() if value != getattr(part, name)}
    return part.model_copy(update=changed) if changed else part
