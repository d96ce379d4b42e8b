"""One operation, lowered: request, nodes, response, and every error that it can answer."""

from collections.abc import Mapping

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.beside import with_beside
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.fields import FieldBuilder, check_wires
from tools.blueprint.lower.listing import Listing
from tools.blueprint.lower.media import check_media, check_replay
from tools.blueprint.lower.narrowing import Narrowing
from tools.blueprint.lower.outside import Outside, calls_of
from tools.blueprint.lower.presence import present
from tools.blueprint.lower.relations import Relations
from tools.blueprint.lower.scope import OperationScope
from tools.blueprint.lower.step_base import Lowered
from tools.blueprint.lower.steps import StepCompiler
from tools.blueprint.lower.told import check_told
from tools.blueprint.lower.unused import check_used
from tools.blueprint.lower.viewer import viewer_values
from tools.blueprint.lower.views import Viewer, ViewValues
from tools.blueprint.model import Auth, AuthScheme, CookieCarrier, Method, Operation, PaginationStyle, Place
from tools.blueprint.names import Namer, pascal, snake
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan.access import AccessPlan
from tools.blueprint.plan.expr import ViewerValue
from tools.blueprint.plan.operation import OperationPlan, ResponsePlan
from tools.blueprint.plan.pages import PageMembers
from tools.blueprint.plan.shapes import ErrorCase, Field, Shape, Wrapper
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

_CREATING = frozenset({"crud.create", "account.create"})
_GUESSABLE = frozenset({"account.register", "account.login", "account.refresh", "pattern.redeem", "account.code"})


class OperationBuilder:
    """Lowers the operations of one Blueprint."""

    def __init__(
        self, index: BlueprintIndex, namer: Namer, tables: dict[str, Table], views: dict[str, Shape],
        outside: Outside,
    ) -> None:  # fmt: skip
        self._index = index
        self._namer = namer
        self._tables = tables
        self._views = views
        self._outside = outside
        self._fields = FieldBuilder(index, namer, tables)
        self._listing = Listing(index, namer)
        self._read_paths = {item.path for item in index.blueprint.operations if item.method is Method.GET}

    def build(self, source: Operation) -> OperationPlan:
        """The lowered operation. Raises BadInput naming the operation when a step cannot be understood."""
        try:
            return self._build(source)
        except KeyError as error:
            raise BadInput(
                f"Operation {source.name} names {error}, which does not exist.",
                hint="Name an attribute, the column of a reference, an input, or an error that `errors` declares.",
                path=f"operations.{source.name}",
            ) from error
        except BadInput as error:
            if error.path:
                raise
            # Of an expression, which does not know where it stands.
            raise BadInput(error.message, hint=error.hint, code=error.code, path=f"operations.{source.name}") from error

    def _build(self, source: Operation) -> OperationPlan:
        group = snake(source.group) if source.group else "api"
        inputs = {field.name.snake: field for item in source.inputs for field in self._fields.inputs(item, source)}
        access = AccessPlan(
            source.access.public or source.access.optional, source.access.roles, source.access.owner,
            source.access.optional,
        )  # fmt: skip
        known = access.optional or not access.public
        viewer = viewer_values(self._index, self._tables, optional=access.optional) if known else {}
        asks = [
            self._compiler(source.model_copy(update={"steps": source.steps[:place]}), inputs, viewer).ask(call)
            for place, call in calls_of(source)
        ]
        compiler = self._compiler(source, inputs, viewer)
        scope, lowered = compiler.scope, compiler.compile()
        early = present(
            self._index.blueprint.api.errors, source,
            lambda steps: self._compiler(source.model_copy(update={"steps": tuple(steps)}), inputs, viewer).begin(),
        )  # fmt: skip
        lowered.nodes[:0] = [*([early] if early is not None else []), *asks]
        check_used(lowered.nodes, (lowered.file, *lowered.beside.values()), f"operations.{source.name}")
        check_told(source, lowered.nodes, self._tables, f"operations.{source.name}")
        body = self._fields.body(source, group)
        response = self._response(source, lowered, scope)
        self._show(source, lowered, response, viewer)
        query = (*(inputs[item.name] for item in source.inputs if item.place is Place.QUERY), *lowered.query)
        path_fields = tuple(inputs[item.name] for item in source.inputs if item.place is Place.PATH)
        for fields in (path_fields, query):
            check_wires(fields, f"operations.{source.name}")
        sensitive = source.intent in _GUESSABLE
        name = self._namer.name(source.name)
        built = OperationPlan(
            name=name, intent=source.intent, group=group, method=source.method.value,
            path=self._path(source, path_fields), summary=source.summary or f"{name.title}.",
            access=access,
            path_fields=path_fields, query=query, body=body, wrapper=self._body_wrapper(source, body),
            nodes=tuple(lowered.nodes), response=response,
            errors=self._errors(source, lowered, body, (*path_fields, *query), sensitive),
            idempotency_key=source.idempotency_key, if_match=lowered.if_match, sensitive_rate=sensitive,
            deprecated=source.deprecated,
        )  # fmt: skip
        return with_beside(self._fields, source, lowered, scope, built)

    def _compiler(
        self, source: Operation, inputs: Mapping[str, Field], viewer: Mapping[str, ViewerValue]
    ) -> StepCompiler:
        relations = Relations(self._index, self._tables)
        scope = OperationScope(inputs, viewer, path=f"operations.{source.name}", relations=relations)
        narrowing = Narrowing(self._index, self._tables, source.group, source.access)
        return StepCompiler(self._index, self._tables, self._listing, source, scope, narrowing, self._outside)

    def _response(self, source: Operation, lowered: Lowered, scope: OperationScope) -> ResponsePlan:
        response = source.response
        if lowered.file is not None or response.media != "json":
            check_replay(source)
        if lowered.file is not None:
            return ResponsePlan(response.status, "file", file=lowered.file)
        if response.value is None and response.media != "json":
            check_media(response, "empty answer", None, f"operations.{source.name}.response")
        if response.value is None:
            return ResponsePlan(response.status, "empty")
        if response.value not in lowered.forms:
            raise BadInput(
                f"No step binds `{response.value}`.",
                hint="Name what a step has bound with `bind`.",
                path=f"operations.{source.name}.response",
            )
        form = lowered.forms[response.value]
        view = None
        if form in ("object", "page"):
            if response.view not in self._views:
                raise BadInput(
                    f"There is no view `{response.view}`.",
                    hint="Declare it under `views`, or leave `view` out.",
                    path=f"operations.{source.name}.response",
                )
            view = self._views[response.view]
        if response.media != "json":
            check_media(response, form, view, f"operations.{source.name}.response")
        etag = form == "object" and scope.rows[response.value].optimistic_lock
        location = None
        if source.intent in _CREATING and source.group is not None:
            read = f"{source.path}/{{{self._index.key(source.group).name}}}"
            if read in self._read_paths:
                location = f"{source.path}/{{id}}"
        wrapper = self._wrapper(response.wrapper, f"{source.name}_reply")
        if wrapper is not None and form not in ("object", "page"):
            raise BadInput(
                f"`{response.wrapper}` wraps rows, and this is {form}.",
                hint="Leave `wrapper` out of the response.",
                path=f"operations.{source.name}.response.wrapper",
            )
        page = self._page(source, wrapper) if form == "page" else None
        if response.total is not None and (page is None or None in (page.shape, page.total)):
            raise BadInput(
                "`total` counts the rows of pages by offset that have a wrapper.",
                hint="Name a `wrapper`, let `api.pagination.style` be offset, or leave `total` out.",
                path=f"operations.{source.name}.response.total",
            )
        wrapper = None if page is not None else wrapper
        return ResponsePlan(
            response.status, form, response.value, view, etag, wrapper, page, response.media, location=location
        )

    def _page(self, source: Operation, wrapper: Wrapper | None) -> PageMembers:
        """Members of the operation's own, or those that all pages have."""
        cursors = self._index.blueprint.api.pagination.style is PaginationStyle.CURSOR
        cursor = self._fields.wire(self._namer.name("next_cursor")) if cursors else None
        if wrapper is None:
            return PageMembers("items", cursor) if cursors else PageMembers("items", None, "total", "limit", "offset")
        total = source.response.total if not cursors else None
        counted = self._fields.wire(self._namer.name(total)) if total is not None else None
        if wrapper.wire in (counted, cursor):
            raise BadInput(
                f"Two members of the page are called `{wrapper.wire}`.",
                hint="Call the rows, or their number, otherwise.",
                path=f"operations.{source.name}.response.wrapper",
            )
        return PageMembers(wrapper.wire, cursor, counted, shape=wrapper.shape)

    def _show(self, source: Operation, lowered: Lowered, response: ResponsePlan, viewer: Viewer) -> None:
        """What the view computes is the last thing that is read."""
        views = {view.name: view for view in self._index.blueprint.views}
        view = views.get(source.response.view or "")
        if response.view is None or response.bind is None or view is None:
            return
        call = ViewValues(self._index, self._tables).call(view, viewer)
        if call is not None:
            lowered.nodes.append(plan.ShowRows(response.bind, response.form == "page", call, standard("not_found")))

    def _body_wrapper(self, source: Operation, body: Shape | None) -> Wrapper | None:
        if source.wrapper is not None and body is None:
            raise BadInput(
                f"`{source.wrapper}` wraps nothing: no input stands in the body.",
                hint="Leave `wrapper` out of the operation.",
                path=f"operations.{source.name}.wrapper",
            )
        return self._wrapper(source.wrapper, f"{source.name}_envelope")

    def _wrapper(self, member: str | None, shape: str) -> Wrapper | None:
        if member is None:
            return None
        name = self._namer.name(member)
        return Wrapper(name, self._fields.wire(name), self._fields.free(pascal(shape)))

    def _path(self, source: Operation, fields: tuple[Field, ...]) -> str:
        path = source.path
        for field in fields:
            path = path.replace(f"{{{field.name.snake}}}", f"{{{field.wire}}}")
        named = {part[1:-1] for part in path.split("/") if part.startswith("{")}
        if named != {field.wire for field in fields}:
            raise BadInput(
                f"The path {source.path} and the path inputs do not name the same parameters.",
                hint="Name each `{parameter}` of the path once, as an input that stands in the path.",
                path=f"operations.{source.name}.path",
            )
        return path

    def _errors(
        self,
        source: Operation,
        lowered: Lowered,
        body: Shape | None,
        params: tuple[Field, ...],
        sensitive: bool,
    ) -> tuple[ErrorCase, ...]:
        # Whoever asks for a file or a document takes it as it is.
        codes = {"not_acceptable"} if lowered.file is None and source.response.media == "json" else set()
        codes |= {lowered.file.absent.code} if lowered.file is not None else set()
        access = source.access
        if access.optional or not access.public:
            codes.add("unauthenticated")
            if access.roles and not access.owner:
                codes.add("forbidden")
            if _sent_by_browsers(self._index.blueprint.auth) and source.method is not Method.GET:
                codes.add("forbidden")
        # Whoever sends a password may be guessing.
        guessed = self._index.blueprint.auth.scheme is AuthScheme.BASIC and (
            access.optional or not access.public or source.idempotency_key
        )
        if self._index.blueprint.api.rate_limit is not None or sensitive or guessed:
            codes.add("too_many_requests")
        if body is not None:
            codes |= {"malformed", "unsupported_media_type", "payload_too_large", "validation_failed"}
        if params:
            codes.add("validation_failed")
        if source.idempotency_key:
            codes |= {"request_in_progress", "idempotency_key_reused", "validation_failed"}
        found = {standard(code) for code in codes}
        for node in plan.every(lowered.nodes):
            found |= _node_errors(node)
        return tuple(sorted(found, key=lambda case: (case.status, case.code)))


def _sent_by_browsers(auth: Auth) -> bool:
    """Whether requests may come from pages of other sites without the will of whoever is signed in."""
    return auth.scheme is AuthScheme.BASIC or isinstance(auth.carrier, CookieCarrier)


def _node_errors(node: plan.Node) -> set[ErrorCase]:
    match node:
        case plan.Fetch(absent=error) | plan.Guard(error=error) | plan.RequireReferences(missing=error):
            return {error}
        case plan.Compute(absent=error) | plan.ShowRows(page=False, absent=error):
            return {error}
        case plan.VerifySecret(error=error) | plan.RotateSession(error=error):
            return {error}
        case plan.ForEach(over=ErrorCase() as error) | plan.Ask(error=error):
            return {error}
        case plan.MatchVersion(required=required, stale=stale):
            return {required, stale}
        case plan.WriteSet(writes=writes):
            found = {conflict.error for write in writes for conflict in write.conflicts}
            return found | {write.lost for write in writes if write.lost is not None}
    return set()
