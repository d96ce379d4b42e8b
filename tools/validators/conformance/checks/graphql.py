"""GraphQL is held to what REST is held to: the same rows, the same callers, the same errors; and to its limits."""

from collections.abc import Mapping

from tools.blueprint.graphql import model
from tools.blueprint.plan.expr import Argument, InputValue
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import InsertRow, UpdateRow
from tools.validators.conformance import graphql
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks.access import foreign_rows
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.dataset import dataset_for, keys_of, reader
from tools.validators.conformance.document import Matcher, expect, problem, ref
from tools.validators.conformance.graphql import GraphqlCatalog, data, document, failure, named_path, post
from tools.validators.conformance.moves import is_particular
from tools.validators.conformance.rows import Row
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Unavailable

ANSWERS = "graphql-answers"
ACCESS = "graphql-access"
LIMITS = "graphql-limits"
READS = ("crud.read", "account.me")
STALE = 1_000_000


def add(out: Collector) -> None:
    if not out.plan.api.graphql:
        out.none("graphql", API, "it was not asked for")
        return
    catalog = GraphqlCatalog(out.plan)
    for field in catalog.fields:
        operation = field.operation
        out.add(ANSWERS, operation, "", _answers, catalog, field)
        if operation.access.public:
            continue
        out.add(ACCESS, operation, "without a token", _refused, catalog, field, None, "unauthenticated")
        for actor in out.suite.actors:
            if not out.suite.may(actor, operation):
                out.add(ACCESS, operation, f"as {actor.name}", _refused, catalog, field, actor, "forbidden")
        keyed = bool(operation.path_fields) and operation.intent.startswith(("crud.", "custom", "account.assign_role"))
        if keyed and out.catalog.find_scoping(operation, operation.group).any:
            out.add(ACCESS, operation, "foreign row", _foreign, catalog, field)
    out.add(LIMITS, API, "depth", _depth, catalog)
    out.add(LIMITS, API, "cost", _cost, catalog)
    out.add(LIMITS, API, "what is no query", _malformed, catalog)


def _argument(field: model.OperationField, source: str) -> model.Argument | None:
    return next((argument for argument in field.arguments if argument.source == source), None)


def variables_of(
    script: Script, catalog: GraphqlCatalog, field: model.OperationField, rows: Mapping[str, Row], actor: Actor | None,
    given: dict[str, object] | None = None,
) -> tuple[dict[str, object], dict[str, object]]:  # fmt: skip
    """Arguments of a request that would succeed, and the body that REST would get."""
    variables: dict[str, object] = {}
    for argument in field.arguments:
        if argument.source == "path" and argument.field is not None:
            variables[argument.name] = ref(rows[argument.field.name.snake].path)
        if argument.source == "query" and argument.field is not None and argument.field.required:
            variables[argument.name] = "term"
    sent: dict[str, object] = {}
    if (body := _argument(field, "body")) is not None:
        sent = given or script.body(field.operation, actor)[0]
        if field.operation.intent == "account.assign_role" and script.suite.plan.auth is not None:
            sent = {script.catalog.cased("role"): script.suite.plan.auth.roles[-1]}
        variables[body.name] = catalog.input(body, sent)
    if (version := _argument(field, "expected_version")) is not None:
        row = next(iter(rows.values()))
        variables[version.name] = ref(f"{row.bind}/{script.catalog.cased('version')}")
    return variables, sent


def send(
    script: Script, catalog: GraphqlCatalog, field: model.OperationField, variables: Mapping[str, object],
    actor: Actor | None, wanted: dict[str, object], **more: object,
) -> None:  # fmt: skip
    """A request with these arguments, and what is expected of its answer."""
    script.need_actor(actor)
    name = actor.name if actor is not None else None
    script.steps.append(post(document(catalog, field, tuple(variables)), variables, name, wanted, **more))


def _answers(script: Script, catalog: GraphqlCatalog, field: model.OperationField) -> None:
    """The answer is what REST would answer."""
    operation = field.operation
    if operation.intent == "account.logout":
        send(script, catalog, field, {}, script.new_account(), data(field, {"is": True}))
        return
    actor = script.caller(operation, alone=True)
    if field.form == "page" and operation.intent == "crud.list":
        _pages(script, catalog, field)
        return
    if field.form == "tokens":
        _tokens(script, catalog, field)
        return
    rows, given = rows_of(script, operation, actor)
    variables, sent = variables_of(script, catalog, field, rows, actor, given)
    if operation.intent == "crud.update" and "expectedVersion" in variables:
        stale = {**variables, "expectedVersion": STALE}
        send(script, catalog, field, stale, actor, failure("precondition_failed"))
    if operation.intent == "crud.delete" and script.catalog.holds_its_tenant(operation):
        send(script, catalog, field, variables, actor, failure("in_use"))
        return
    send(script, catalog, field, variables, actor, data(field, matcher_of(script, catalog, field, rows, sent)))
    if operation.intent == "crud.delete":
        own = script.catalog.own_only(operation) and script.catalog.takes_caller_along(operation)
        send(script, catalog, field, variables, actor, failure("unauthenticated" if own else "not_found"))


def rows_of(
    script: Script, operation: OperationPlan, actor: Actor | None
) -> tuple[dict[str, Row], dict[str, object] | None]:
    """Rows in the state that the operation asks for, and a body that goes with them."""
    if not is_particular(operation):
        return script.targets(operation, actor), None
    story = Story(script, operation, actor)
    story.reach()
    return story.rows, story.sent


def matcher_of(
    script: Script,
    catalog: GraphqlCatalog,
    field: model.OperationField,
    rows: Mapping[str, Row],
    sent: Mapping[str, object],
) -> Matcher:
    """What the answer holds."""
    if field.form == "empty":
        return {"is": True}
    if field.form == "page":
        return {"object": {"edges": {"type": "array"}, "pageInfo": {"type": "object"}}}
    if field.form == "aggregate":
        return {"type": "array"}
    type_ = catalog.object_type(field.type)
    assert type_ is not None
    if field.operation.intent == "crud.read":
        row = next(iter(rows.values()))
        if row.sent or script.catalog.is_account(row.table):
            return catalog.row_matcher(type_, row.bind)
        key = script.catalog.key_column(row.table)
        shown = next(item.name for item in type_.fields if item.field is not None and item.field.column == key)
        return {"object": {shown: {"is": row.reference}}, "open": True}
    if field.operation.intent == "account.me":
        actor = script.caller(field.operation)
        return catalog.row_matcher(type_, actor.name if actor is not None else "")
    fields: dict[str, Matcher] = {}
    for item in type_.fields:
        wire = item.field.wire if item.field is not None else ""
        # Bodies use the names of REST; what was sent comes back, enums by their names.
        same = wire in sent and (item.field is None or item.field.column not in _worked_out(script, field.operation))
        fields[item.name] = {"is": catalog.value(item.type, sent[wire])} if same else {}
    return {"object": fields}


def _worked_out(script: Script, operation: OperationPlan) -> set[str]:
    """Columns, references aside, that the operation sets to something else than what is sent under their name."""
    found = set()
    for write in script.catalog.writes(operation):
        if not isinstance(write.call, InsertRow | UpdateRow):
            continue
        values = {item.name: item.value for item in write.call.parameters}
        for item in write.call.assignments:
            value = values.get(item.value.name) if isinstance(item.value, Argument) else item.value
            reference = script.catalog.table(write.call.table).column(item.column).reference
            if reference is None and not isinstance(value, InputValue):
                found.add(item.column)
    return found


def _pages(script: Script, catalog: GraphqlCatalog, field: model.OperationField) -> None:
    """Every page size gives each row once, and as REST gives it."""
    data_set = dataset_for(script.suite, field.operation)
    data_set.use(script)
    actor = reader(script.suite, field.operation, data_set)
    filters = _argument(field, "filter")
    if not data_set.alone or (data_set.narrow and filters is None):
        raise Unavailable("no filter sets the rows apart from all others")
    script.need_actor(actor)
    type_ = catalog.object_type(field.type)
    assert type_ is not None
    narrow: dict[str, object] = {name: ref(value) for name, value in named_path(field, data_set.path).items()}
    if filters is not None and data_set.narrow:
        narrow |= {filters.name: catalog.input(filters, {str(name): value for name, value in data_set.narrow})}
    key = next(
        item.name for item in type_.fields if item.field is not None and item.field.column == _key(script, field)
    )
    for limit in (2, script.suite.plan.api.max_limit):
        variables = {**narrow, "first": limit, "after": None}
        name = actor.name if actor is not None else None
        text = document(catalog, field, tuple(variables))
        request = post(text, variables, name, {"status": [200]})
        root = f"/data/{field.name}"
        script.steps.append(
            {"do": "pages", "request": request, "style": "connection", "limit": limit, "items": f"{root}/edges",
             "page_info": f"{root}/pageInfo", "save": "edges"}
        )  # fmt: skip
        script.steps.append(
            {"do": "check", "list": "edges", "about": f"pages of {limit}", "at": f"/node/{key}", "distinct": True,
             "sorted": [{"at": f"/node/{key}"}], "same": keys_of(data_set.rows)}
        )  # fmt: skip
    row = {"object": {"node": catalog.row_matcher(type_, data_set.rows[0].bind)}, "open": True}
    script.steps.append({"do": "holds", "list": "edges", "about": "a row as REST answers it", "matcher": {"has": row}})


def _key(script: Script, field: model.OperationField) -> str:
    return script.catalog.key_column(field.operation.group)


def _tokens(script: Script, catalog: GraphqlCatalog, field: model.OperationField) -> None:
    text: Matcher = {"type": "string", "pattern": r"\S{20,}"}
    assert script.suite.plan.auth is not None
    kind = script.suite.plan.auth.carrier.challenge
    tokens: Matcher = {
        "object": {"accessToken": text, "refreshToken": text, "tokenType": {"is": kind}, "expiresIn": {"min": 1}}
    }
    body = _argument(field, "body")
    assert body is not None
    cased = script.catalog.cased
    if field.operation.intent == "account.refresh":
        actor = script.new_account()
        sent: dict[str, object] = {cased("refresh_token"): ref(f"{actor.name}.tokens/{cased('refresh_token')}")}
        variables = {body.name: catalog.input(body, sent)}
        send(script, catalog, field, variables, None, data(field, tokens))
        send(script, catalog, field, variables, None, failure("invalid_refresh_token"))
        return
    login, password = cased(script.suite.plan.auth.login), cased("password")
    row = script.register("known")
    variables = {body.name: catalog.input(body, {name: row.sent[name] for name in (login, password)})}
    send(script, catalog, field, variables, None, data(field, tokens))
    wrong = {body.name: catalog.input(body, {login: row.sent[login], password: "a wrong password"})}
    send(script, catalog, field, wrong, None, failure("invalid_credentials"))


def _refused(
    script: Script, catalog: GraphqlCatalog, field: model.OperationField, actor: Actor | None, code: str
) -> None:
    """Whoever may not over REST may not here."""
    maker = script.caller(field.operation)
    rows = script.targets(field.operation, maker)
    variables, _ = variables_of(script, catalog, field, rows, maker)
    send(script, catalog, field, variables, actor, failure(code))


def _foreign(script: Script, catalog: GraphqlCatalog, field: model.OperationField) -> None:
    """A foreign row is null to a query and not found to a mutation."""
    owner, stranger, rows = foreign_rows(script, field.operation)
    variables, _ = variables_of(script, catalog, field, rows, owner)
    wanted = failure("not_found")
    if field in catalog.api.queries:
        wanted = data(field, {"is": None})
    send(script, catalog, field, variables, stranger, wanted)


def _some_page(script: Script, catalog: GraphqlCatalog) -> tuple[model.OperationField, Actor | None]:
    for field in catalog.api.queries:
        if field.form == "page" and field.operation.intent == "crud.list":
            return field, script.caller(field.operation)
    raise Unavailable("no query answers pages")


def _depth(script: Script, catalog: GraphqlCatalog) -> None:
    """A query that leads on and on is refused before it runs."""
    query = catalog.deep_path(catalog.api.max_depth)
    if query is None:
        raise Unavailable("no relations lead that deep")
    _, actor = _some_page(script, catalog)
    script.need_actor(actor)
    script.steps.append(post(query, {}, actor.name if actor else None, failure("query_too_deep", status=400)))


def _cost(script: Script, catalog: GraphqlCatalog) -> None:
    """Many large pages in one query are refused before they run; one is served."""
    field, actor = _some_page(script, catalog)
    script.need_actor(actor)
    most = script.suite.plan.api.max_limit
    page = f"{field.name}(first: {most}) {{ edges {{ cursor }} }}"
    name = actor.name if actor else None
    served: dict[str, object] = {"status": [200], "body": {"object": {"data": {"type": "object"}}}}
    script.steps.append(post(f"{{ {page} }}", {}, name, served))
    aliases = " ".join(f"a{number}: {page}" for number in range(catalog.api.max_cost // most + 2))
    script.steps.append(post(f"{{ {aliases} }}", {}, name, failure("query_too_costly", status=400)))
    over = f"{{ {field.name}(first: {most + 1}) {{ edges {{ cursor }} }} }}"
    script.steps.append(post(over, {}, name, failure("validation_failed")))


def _malformed(script: Script, catalog: GraphqlCatalog) -> None:
    """Texts that are no query, fields that do not exist, and other methods."""
    for query, code in (
        ("{", "malformed"),
        ("{ noSuchField }", "invalid_query"),
        ("query A { __typename } query B { __typename }", "invalid_query"),
    ):
        script.steps.append(post(query, {}, None, failure(code, status=400)))
    get = {"do": "request", "method": "GET", "path": f"{graphql.PATH}?query=%7B__typename%7D"}
    script.steps.append({**get, "expect": problem(405, "method_not_allowed")})
    base = {"do": "request", "method": "POST", "path": graphql.PATH}
    script.steps.append({**base, "json": [{"query": "{ __typename }"}], "expect": expect((400, 422))})
    script.steps.append({**base, "json": {}, "expect": expect((400, 422))})
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    script.steps.append(
        {**base, "raw": "query=%7B__typename%7D", "headers": form, "expect": problem(415, "unsupported_media_type")}
    )
