"""Operations: names, routes, inputs and views of the expanded Blueprint."""

from tools.blueprint.check.values import ITEMS, check_name, check_type
from tools.blueprint.expand import expand
from tools.blueprint.expand.routes import route_of
from tools.blueprint.graphql.model import NESTED_ONLY
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import (
    ApiStyle,
    AttributeType,
    AuthScheme,
    Blueprint,
    Input,
    Method,
    Operation,
    Place,
    View,
    every_step,
)
from tools.blueprint.model.operation import TOLD_OF_FILES
from tools.blueprint.names import pascal
from tools.errors import BadInput, Contradiction


def check_operations(blueprint: Blueprint) -> None:
    """No two operations share a name or a route; what they name exists."""
    entities = {entity.name for entity in blueprint.entities}
    expanded, index = expand(blueprint), BlueprintIndex(blueprint)
    names: dict[str, str] = {}
    routes: dict[tuple[str, str], str] = {}
    for operation in expanded.operations:
        path = f"operations.{operation.name}"
        # Classes are named after operations, and `list_x1` and `list_x_1` make the same one.
        if pascal(operation.name) in names:
            raise BadInput(
                f"{path} is called like {names[pascal(operation.name)]}.",
                hint="Rename an operation, or the entity or relationship that it is derived from.",
                code="name-taken",
                path=path,
            )
        names[pascal(operation.name)] = path
        route = route_of(operation)
        if route in routes:
            raise BadInput(
                f"{path} has the same route as {routes[route]}.",
                hint="Give one of them another path, or rename what the path is derived from.",
                path=f"{path}.path",
            )
        routes[route] = operation.name
        if operation.group is not None and operation.group not in entities:
            raise BadInput(
                f"{path}: there is no entity {operation.group}.",
                hint="Name one of the entities, or leave `group` out.",
                path=f"{path}.group",
            )
        _check_inputs(index, operation, path)
        _check_roles(blueprint, operation, path)
        _check_callers(blueprint, operation, path)
        _check_strangers(index, operation, path)
        _check_optional(blueprint, operation, path)
        _check_owner(index, operation, path)
    _check_views(expanded.views, entities)
    if ApiStyle.GRAPHQL in blueprint.api.styles:
        _check_queries(expanded.operations)


def _check_inputs(index: BlueprintIndex, operation: Operation, path: str) -> None:
    # What callers say of a file has names of its own beside it.
    seen = {f"{item.name}_{told}" for item in operation.inputs if item.place is Place.FILE for told in TOLD_OF_FILES}
    for item in operation.inputs:
        here = f"{path}.inputs.{item.name}"
        if item.name in seen:
            hint = "Rename it, or the attribute that it is derived from."
            raise BadInput(f"{here}: the name stands twice.", hint=hint, path=here)
        seen.add(item.name)
        check_name(item.name, here)
        if item.fields or item.place is Place.CSV:
            _check_fields(item, here)
        else:
            if item.attribute is None:
                check_type(item, here)
            _check_many(index, item, here)
        texts = item.attribute is None and item.type in (AttributeType.STRING, AttributeType.TEXT)
        if item.needs and not (texts and item.place is Place.BODY):
            message = f"{here}: only texts of the body, with bounds of their own, have `needs`."
            raise BadInput(message, hint="Leave `attribute` or `needs` out.", path=here)
        if item.needs and item.pattern is not None:
            raise BadInput(f"{here}: `pattern` says what `needs` would.", hint="Leave one of them out.", path=here)
        if item.media_types and item.place is not Place.FILE:
            raise BadInput(f"{here}: only files have `media_types`.", hint="Leave them out.", path=here)
        if item.place is Place.PATH and not item.required:
            raise BadInput(
                f"{here}: a path parameter is required.",
                hint="Leave `required: false` out: without it there is no path.",
                path=here,
            )


def _check_many(index: BlueprintIndex, item: Input, here: str) -> None:
    """A list of values stands in a body, and its values are scalar."""
    if not item.many:
        return
    entity, _, name = (item.attribute or "").partition(".")
    attributes = index.entities[entity].attributes if entity in index.entities else ()
    kind = next((attribute.type for attribute in attributes if attribute.name == name), None)
    is_key = entity in index.entities and index.key(entity).name == name
    if (kind not in ITEMS and not is_key) or item.place is not Place.BODY:
        raise BadInput(
            f"{here}: `many` needs an attribute of a scalar type, and the body.",
            hint=f"One of {', '.join(sorted(ITEMS))}.",
            path=here,
        )


def _check_fields(item: Input, here: str) -> None:
    """A list of objects stands in a body, and says nothing of its items but their members."""
    if not item.fields or item.place not in (Place.BODY, Place.CSV):
        raise BadInput(
            f"{here}: `fields` are for lists of objects in the body, and a table (`csv`) needs them.",
            hint="Let it stand in the body with `many` and `fields`, or `in: csv` with `fields`.",
            path=here,
        )
    if item.place is Place.BODY and not item.many:
        raise BadInput(
            f"{here}: one object inside the body is no input.",
            hint="Name its members as inputs of their own, or make it a list with `many`.",
            path=here,
        )
    allowed = {"name", "place", "fields", "many", "max_items", "required", "description"}
    others = sorted(item.model_fields_set - allowed)
    if others:
        raise BadInput(
            f"{here}: `{others[0]}` is said of the members, not of the list.", hint="Move it to `fields`.", path=here
        )
    seen: set[str] = set()
    for member in item.fields:
        place = f"{here}.fields.{member.name}"
        if member.name in seen:
            raise BadInput(f"{place}: the name stands twice.", hint="Rename one of them.", path=place)
        seen.add(member.name)
        check_name(member.name, place)
        if member.attribute is None:
            check_type(member, place)


def _check_roles(blueprint: Blueprint, operation: Operation, path: str) -> None:
    known = {role.name for role in blueprint.roles}
    unknown = sorted(set(operation.access.roles) - known)
    if unknown:
        raise BadInput(
            f"{path}: there is no role `{unknown[0]}`.", hint="Declare it under `roles`.", path=f"{path}.access"
        )


_OF_SESSIONS = frozenset({"account.login", "account.refresh", "account.logout"})


def _check_callers(blueprint: Blueprint, operation: Operation, path: str) -> None:
    access = operation.access
    if blueprint.auth.scheme is AuthScheme.BASIC and operation.intent in _OF_SESSIONS:
        raise BadInput(
            f"{path}: with `basic` there are no sessions, and nobody logs in or out.",
            hint="Leave the operation or its `intent` out, or let `auth.scheme` be session or jwt.",
            code="no-sessions",
            path=f"{path}.intent",
        )
    if blueprint.auth.scheme is AuthScheme.NONE and not access.public and not access.optional:
        raise Contradiction(
            f"{path} is for signed-in callers (its `access` is not `public`)", "the backend has no authentication"
        )


def _check_strangers(index: BlueprintIndex, operation: Operation, path: str) -> None:
    """What belongs to tenants is for nobody who has none, but for registering and signing in."""
    known = not operation.access.public and not operation.access.optional
    if known or operation.intent.startswith("account."):
        return
    for step in every_step(operation.steps):
        for entity in (getattr(step, kind, None) for kind in ("find", "list", "aggregate", "create", "upsert", "each")):
            if entity in index.entities and index.tenant_column(entity) is not None:
                raise Contradiction(
                    f"{path} is open to callers without an account", f"{entity} is visible to its own tenant only"
                )


def _check_owner(index: BlueprintIndex, operation: Operation, path: str) -> None:
    """`owner` narrows the rows of the operation's own entity: without an owner there it would narrow nothing."""
    owned = operation.group in index.entities and index.owner_column(operation.group or "") is not None
    if operation.access.owner and not owned:
        raise BadInput(
            f"{path} is for owners, and {operation.group or 'it'} has none.",
            hint="Let `group` name the entity whose rows belong to callers, or leave `owner` out.",
            path=f"{path}.access",
        )


def _check_optional(blueprint: Blueprint, operation: Operation, path: str) -> None:
    """Who may be signed in reads, and needs nothing else for it."""
    access = operation.access
    if not access.optional:
        return
    if access.public or access.roles or access.owner:
        raise Contradiction(
            f"{path} is open with and without an account (`optional`)",
            f"{path} says who may call: {', '.join(sorted(access.model_fields_set - {'optional'}))}",
        )
    if blueprint.auth.scheme is AuthScheme.NONE:
        raise Contradiction(f"{path} knows callers who sign in (`optional`)", "the backend has no authentication")
    if operation.method is not Method.GET:
        raise BadInput(
            f"{path}: `optional` is for reads.",
            hint="Make it a GET, or say who may call it.",
            path=f"{path}.access",
        )


def _check_views(views: tuple[View, ...], entities: set[str]) -> None:
    names = [view.name for view in views]
    if len(set(names)) != len(names):
        raise BadInput("Two views have the same name.", hint="Rename one of them.", path="views")
    for view in views:
        if view.entity not in entities:
            raise BadInput(
                f"views.{view.name}: there is no entity {view.entity}.",
                hint="Name one of the entities.",
                path=f"views.{view.name}",
            )
    _check_nesting({view.name: view for view in views})


def _check_nesting(views: dict[str, View]) -> None:
    """Views stand inside one another as a tree does: none holds itself."""
    done: set[str] = set()

    def follow(view: View, above: tuple[str, ...]) -> None:
        if view.name in above:
            raise BadInput(
                f"views.{view.name} shows itself inside: {' > '.join((*above, view.name))}.",
                hint="Give one of these fields a smaller view.",
                path=f"views.{view.name}",
            )
        for name in (field.view for field in view.fields if field.view is not None and view.name not in done):
            if name not in views:
                raise BadInput(
                    f"views.{view.name}: there is no view `{name}`.",
                    hint="Declare it under `views`.",
                    path=f"views.{view.name}",
                )
            follow(views[name], (*above, view.name))
        done.add(view.name)

    for view in views.values():
        follow(view, ())


def _check_queries(operations: tuple[Operation, ...]) -> None:
    if not any(operation.method is Method.GET and operation.intent not in NESTED_ONLY for operation in operations):
        raise BadInput(
            "GraphQL needs an operation that reads.",
            hint="List or read a resource, or leave `graphql` out of `api.styles`.",
            code="nothing-to-query",
            path="api.styles",
        )
