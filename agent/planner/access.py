"""Settles roles, ownership and permissions."""

from collections.abc import Iterable
from dataclasses import replace

from agent.planner.archetypes import archetype
from agent.planner.notes import Notes
from agent.planner.rulebook import RulebookPort
from agent.planner.sketch import EntitySketch, Own, PermissionSketch, RelationshipSketch, Sketch
from tools.blueprint.model import Action, Cardinality, OnDelete, Permission, Role
from tools.blueprint.names import snake
from tools.errors import Contradiction

_FIRST = ("admin", "superadmin")
_LOWEST = ("member", "user", "customer", "viewer", "reader", "guest", "subscriber", "student", "employee")
_READING = frozenset({Action.LIST, Action.READ, Action.SEARCH})
_CHANGING = frozenset({Action.UPDATE, Action.DELETE})
_WORDS = frozenset({"public", "authenticated", "owner"})


def settle_ownership(sketch: Sketch, notes: Notes) -> None:
    """Marks whose rows are an account's own; where everybody sees only his, every entity without an owner gets one."""
    account = sketch.auth.account
    if account is None:
        for entity in sketch.entities.values():
            entity.owner = None
        return
    for entity in sketch.entities.values():
        if entity.name == account:
            entity.owner = None
        elif entity.owner is not None:
            entity.owner = _reference(entity.name, entity.owner, account, sketch)
    _spread(sketch)
    for rule in sketch.permissions:
        if "public" in rule.allow and Action.CREATE in rule.actions:
            for entity in [sketch.entities[rule.entity]] if rule.entity else _unguarded(sketch):
                entity.owner = entity.own = None  # Whoever has no account makes it.
                if rule.entity is None:
                    _free_of_accounts(entity.name, sketch)
    for entity in sketch.entities.values():
        if entity.own is not None and entity.name != account and entity.owner is None:
            entity.owner = owning(entity, account, sketch, notes)
    kept = _kept_in_order(sketch)
    for item in sketch.relationships:
        if sketch.entities[item.source].owner == item.name and item.target == account and _single(item):
            item.required = True
            gap = kept.get(item.source, item.name) != item.name
            item.on_delete = item.on_delete or (OnDelete.RESTRICT if gap else OnDelete.CASCADE)


def _free_of_accounts(name: str, sketch: Sketch) -> None:
    """Rows that anybody makes need not name an account."""
    for item in sketch.relationships:
        if item.source == name and item.target == sketch.auth.account and _single(item) and not item.firm:
            item.required, item.on_delete = False, None


def _unguarded(sketch: Sketch) -> list[EntitySketch]:
    """Entities of which it is not said that their owners alone see or change rows: that goes before what is said of
    all."""
    return [entity for entity in sketch.entities.values() if entity.own in {None, Own.ROWS}]


def _kept_in_order(sketch: Sketch) -> dict[str, str]:
    """Entities whose rows stand in an order → what they belong to; they do not go with anything else."""
    made = (entry for pattern in sketch.patterns for entry in pattern.made if "ordered" in entry)
    return {entry["ordered"].partition(".")[0]: entry["within"] for entry in made}


def _spread(sketch: Sketch) -> None:
    """What is said of all rows holds for each entity; what hangs on a private row is private too."""
    for entity in sketch.entities.values():
        if sketch.auth.own_rows is not None and not _shared(entity.name):
            entity.own = max(entity.own or sketch.auth.own_rows, sketch.auth.own_rows)
    changed = True
    while changed:
        changed = False
        for item in sketch.relationships:
            source, target = sketch.entities[item.source], sketch.entities[item.target]
            hangs = _single(item) and target.own is Own.PRIVATE and target.name != sketch.auth.account
            if hangs and source.own is not Own.PRIVATE and not _shared(source.name):
                source.own = Own.PRIVATE
                changed = True


def _shared(name: str) -> bool:
    """Rows that stand beside everybody's, whoever made them: tags."""
    kind = archetype(name)
    return kind is not None and kind.many


def owning(entity: EntitySketch, account: str, sketch: Sketch, notes: Notes) -> str:
    """The reference to the account that owns a row; made where there is none."""
    there = _reference(entity.name, "", account, sketch)
    if there is not None:
        return there
    link = RelationshipSketch(_free(entity.name, snake(account), sketch), entity.name, account, said=False)
    sketch.relate(link)
    notes.assume(f"{entity.name} belongs to one {account}: its rows are somebody's own.", "access.ownership")
    return link.name


def _single(item: RelationshipSketch) -> bool:
    return item.cardinality in {Cardinality.MANY_TO_ONE, Cardinality.ONE_TO_ONE}


def _reference(entity: str, name: str, account: str, sketch: Sketch) -> str | None:
    """The owner relationship, when it is one to the account."""
    candidates = [
        item
        for item in sketch.relationships
        if item.source == entity and item.target == account and _single(item) and not item.managed
    ]
    named = [item.name for item in candidates if item.name == name]
    return next(iter(named or [item.name for item in candidates]), None)


def _free(entity: str, name: str, sketch: Sketch) -> str:
    taken = set(sketch.entities[entity].attributes) | {
        item.name for item in sketch.relationships if item.source == entity
    }
    return name if name not in taken else f"owning_{name}"


def settle_roles(sketch: Sketch, rulebook: RulebookPort, notes: Notes) -> tuple[Role, ...]:
    """The roles: one that a new account gets, one that the first admin gets, and those that the request names."""
    account = sketch.auth.account
    if account is None:
        return ()
    default_rule = rulebook.default("auth.roles")
    named = list(dict.fromkeys(sketch.roles))
    if "account_owner" in named:
        notes.assume("The role owner is named account_owner: `owner` means whoever a row belongs to.")
    values = default_rule.value if default_rule is not None and isinstance(default_rule.value, dict) else {}
    if not named and not values:
        return ()
    lowest = next((name for name in (snake(account), *_LOWEST) if name in named), None)
    if lowest is None:
        lowest = snake(account) if snake(account) in _LOWEST else str(values.get("default", "member"))
    first = next((name for name in _FIRST if name in named and name != lowest), None) or str(
        values.get("first", "admin")
    )
    made = list(dict.fromkeys((lowest, *(name for name in named if name != first), first)))
    if default_rule is not None and set(made) != set(named):
        added = [name for name in made if name not in named]
        notes.assume(
            f"Roles: {lowest} for an account that registers, {first} for the first administrator"
            f" ({', '.join(added)} assumed).",
            default_rule.rule,
        )
    return tuple(Role(name=name, default=name == lowest, first=name == first) for name in made)


def settle_permissions(
    sketch: Sketch,
    roles: tuple[Role, ...],
    actions: dict[str, tuple[Action, ...]],
    rulebook: RulebookPort,
    notes: Notes,
) -> tuple[Permission, ...]:
    """Who may do what with each entity: what the request says, least privilege for the rest."""
    account = sketch.auth.account
    if account is None:
        return ()
    first = next((role.name for role in roles if role.first), None)
    known = _WORDS | {role.name for role in roles}
    found: list[Permission] = []
    for name in sketch.entities:
        table: dict[Action, tuple[str, ...]] = {}
        policy, rule = _policy(name, sketch, rulebook)
        for action in actions.get(name, ()):
            said = _said(name, action, _fitting(name, sketch, notes), personal=name == account)
            _tell_shut_out(name, action, said, sketch, notes)
            if name == account and action in sketch.auth.own_profile:
                said = tuple(dict.fromkeys(("owner", *(said or ("admin",)))))
            if said is None:
                said = _closed(name, action, sketch, notes)
            elif not {"public", "authenticated"} & set(said) and _keeps_owner(name, action, sketch):
                said = tuple(dict.fromkeys(("owner", *said)))
            allow = said if said is not None else _default(name, action, policy, sketch)
            allow = tuple(first if word == "admin" and first else word for word in allow)
            if sketch.entities[name].tenant:
                # Who is not signed in belongs to no tenant.
                allow = tuple("authenticated" if word == "public" else word for word in allow)
            allow = tuple(dict.fromkeys(word for word in allow if word in known))
            if said is None and allow and rule is not None:
                notes.apply(rule)
            if "owner" in allow and name != account and sketch.entities[name].owner is None:
                allow = tuple(word for word in allow if word != "owner") or (("authenticated",) if said else ())
            if allow:
                table[action] = allow
        _let_writers_read(table, {role.name for role in roles})
        _warn_of_open_changes(name, table, notes)
        found += _grouped(name, table)
    if any(
        rule.entity is None and "public" in rule.allow and _CHANGING & set(rule.actions) for rule in sketch.permissions
    ):
        notes.assume(
            f"What is said of all does not open the rows of {account}: who changes accounts makes himself anybody."
        )
    if found:
        notes.assume(
            "Where the request does not say who may do something, the least privilege holds: see `permissions`.",
            "access.least-privilege",
        )
    return tuple(found)


def _tell_shut_out(name: str, action: Action, said: tuple[str, ...] | None, sketch: Sketch, notes: Notes) -> None:
    """Who is named for it in one statement, and shut out by another that names who alone may."""
    items = [item for item in sketch.permissions if item.entity == name and action in item.actions]
    if said is None or not any(item.exclusive for item in items):
        return
    for word in dict.fromkeys(word for item in items if not item.exclusive for word in item.allow):
        if word not in {*said, *_WORDS, *_FIRST}:
            notes.leave(f"Who may: {word} may {action.value} {name}; it is said that only {' and '.join(said)} may.")


def _warn_of_open_changes(name: str, table: dict[Action, tuple[str, ...]], notes: Notes) -> None:
    """Others sign in, and yet whoever reaches the backend may change what is there."""
    open_to_all = [action.value for action in (Action.UPDATE, Action.DELETE) if "public" in table.get(action, ())]
    if open_to_all:
        notes.warn(f"Whoever reaches the backend may {' and '.join(open_to_all)} any {name} without signing in.")


def _let_writers_read(table: dict[Action, tuple[str, ...]], roles: set[str]) -> None:
    """A role that may change or delete rows has to find them."""
    writers = [word for action in (Action.UPDATE, Action.DELETE) for word in table.get(action, ()) if word in roles]
    for action in _READING & set(table):
        if not {"public", "authenticated"} & set(table[action]):
            table[action] = tuple(dict.fromkeys((*table[action], *writers)))


def _policy(name: str, sketch: Sketch, rulebook: RulebookPort) -> tuple[dict[str, list[str]], str | None]:
    kind = "catalogue"
    if name == sketch.auth.account:
        kind = "account"
    elif sketch.entities[name].owner is not None:
        kind = "owned"
    default = rulebook.default(f"permissions.{kind}")
    if default is None or not isinstance(default.value, dict):
        return {}, None
    policy = {
        action: [str(word) for word in words] for action, words in default.value.items() if isinstance(words, list)
    }
    return policy, default.rule


def _keeps_owner(name: str, action: Action, sketch: Sketch) -> bool:
    """Others may see somebody's own rows too, and not they alone."""
    alone = (item for item in sketch.permissions if item.exclusive and not item.open and item.entity in {name, None})
    owned = action in _READING and sketch.entities[name].owner is not None
    return owned and not any(action in item.actions for item in alone)


def _fitting(name: str, sketch: Sketch, notes: Notes) -> list[PermissionSketch]:
    """What is said, less what would open somebody's own rows because something is said of all rows."""
    own = sketch.entities[name].own
    if own not in {Own.PRIVATE, Own.CHANGES}:
        return sketch.permissions
    kept = []
    for item in sketch.permissions:
        if item.entity is None and "public" in item.allow:
            open_yet = () if own is Own.PRIVATE else tuple(action for action in item.actions if action in _READING)
            if open_yet != item.actions:
                notes.leave(f"Everybody may do everything: rows of {name} are somebody's own, and stay so.")
            if not open_yet:
                continue
            item = replace(item, actions=open_yet)
        if own is Own.CHANGES:
            kept.append(item)
            continue
        if item.allow == ("authenticated",) and set(item.actions) & _READING and not item.exclusive:
            if item.entity == name:
                notes.leave(f"Who may: all that are signed in see {name}; its rows are somebody's own.")
            continue
        kept.append(item)
    return kept


def _closed(
    name: str, action: Action, sketch: Sketch, notes: Notes, seen: tuple[str, ...] = ()
) -> tuple[str, ...] | None:
    """`only its members may see a project`: whatever hangs on the project shows no more of it than the project does."""
    if action not in _READING:
        return None
    for item in sketch.relationships:
        if item.source != name or not _single(item) or item.target in {name, sketch.auth.account, *seen}:
            continue
        rules = (rule for rule in sketch.permissions if rule.scoped and rule.entity == item.target)
        rule = next((rule for rule in rules if action in rule.actions), None)
        allow = rule.allow if rule is not None else _closed(item.target, action, sketch, notes, (*seen, name))
        if allow is not None:
            notes.assume(f"{name} is closed to readers as the {item.target} that it hangs on is.")
            return tuple(dict.fromkeys(("owner", *allow))) if sketch.entities[name].owner else allow
    return None


def _default(name: str, action: Action, policy: dict[str, list[str]], sketch: Sketch) -> tuple[str, ...]:
    if action in _READING and action.value in policy and _open(name, sketch):
        return ("authenticated",)
    return tuple(policy.get(action.value, ()))


def _open(name: str, sketch: Sketch) -> bool:
    """Rows with an owner that everybody who is signed in may read."""
    entity, kind = sketch.entities[name], archetype(name)
    if entity.owner is None or entity.own is Own.PRIVATE:
        return False
    return entity.own is Own.CHANGES or (kind is not None and kind.open)


def _said(name: str, action: Action, permissions: Iterable[PermissionSketch], personal: bool) -> tuple[str, ...] | None:
    """What the request says of one action; a statement on the entity goes before one on all. Raises Contradiction."""
    fitting = [item for item in permissions if action in item.actions and item.entity in {name, None}]
    if personal:
        fitting = [item for item in fitting if item.entity == name or _over_accounts(action, item.allow)]
    own = [item for item in fitting if item.entity == name] or fitting
    if not own:
        return None
    exclusive = [item for item in own if item.exclusive]
    alone = [item for item in exclusive if not (item.open or item.scoped)] or [item for item in exclusive if item.open]
    if len({item.allow for item in alone if not item.open}) > 1:
        raise Contradiction(*(f"only {' and '.join(item.allow)} may {action.value} {name}" for item in alone[:2]))
    if exclusive:
        if any("public" in item.allow for item in own):
            raise Contradiction(
                f"only {' and '.join(exclusive[0].allow)} may {action.value} {name}",
                f"everybody may {action.value} {name}",
            )
        closed = own if not alone or alone[0].open else alone
        others = (word for item in closed for word in item.allow if word != "authenticated" or item.exclusive)
        return tuple(dict.fromkeys(others))
    allow = tuple(dict.fromkeys(word for item in own for word in item.allow))
    return allow if "public" in allow or "authenticated" in allow or "admin" in allow else (*allow, "admin")


def _over_accounts(action: Action, allow: tuple[str, ...]) -> bool:
    """Whether what is said of everything goes for accounts too: who changes accounts may make himself anybody."""
    if {"public", "authenticated"} & set(allow):
        return False
    return action in _READING or set(allow) <= set(_FIRST)


def _grouped(name: str, table: dict[Action, tuple[str, ...]]) -> list[Permission]:
    groups: dict[tuple[str, ...], list[Action]] = {}
    for action, allow in table.items():
        groups.setdefault(allow, []).append(action)
    return [Permission(entity=name, actions=tuple(actions), allow=allow) for allow, actions in groups.items()]
