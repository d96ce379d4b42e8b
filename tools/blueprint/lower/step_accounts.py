"""Steps of accounts: secrets and sessions."""

from decimal import Decimal

from tools.blueprint.lower.scope import Parameters
from tools.blueprint.lower.step_base import StepBase
from tools.blueprint.model import AuthScheme, CookieCarrier
from tools.blueprint.model import steps as step
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

_TOKEN = ValueType("string", min_length=20, max_length=2000)
TOKENS = {
    "access_token": _TOKEN,
    "refresh_token": _TOKEN,
    "expires_in": ValueType("int32", minimum=Decimal(1), maximum=Decimal(31_536_000)),
}
"""What a session gives its account, by name."""


class AccountSteps(StepBase):
    """Lowers `hash`, `verify` and the steps that open, renew and end sessions."""

    def _hash(self, item: step.Hash) -> None:
        secret = self._compile(item.hash, want="text")
        self._node(plan.HashSecret(item.bind, secret))
        self._scope.bind_value(item.bind, ValueType("string", max_length=255), nullable=False)

    def _verify(self, item: step.Verify) -> None:
        table = self._table(item.account)
        (column, text), parameters = next(iter(item.by.items())), Parameters()
        where = self._compile(f"row.{column} == {text}", table, "bool")
        conditions = (
            *parameters.conditions(where),
            *self._narrowing.conditions(item.account, table, parameters),
        )
        call = store.FindRow(self._named(f"find_{item.bind}_by_{column}"), table.name.snake, parameters.all, conditions)
        secret = self._compile(item.verify, want="text")
        self._node(plan.VerifySecret(item.bind, secret, call, self._error(item.otherwise)))
        self._scope.bind_row(item.bind, table)
        self._out.forms[item.bind] = "object"

    def _issue_token(self, item: step.IssueToken) -> None:
        self._need_sessions("issue_token")
        self._bound(item.issue_token)
        self._node(plan.IssueSession(item.bind, item.issue_token))
        members = self._members()
        if members:
            self._out.forms[item.bind] = "tokens"
        self._scope.bind_members(item.bind, members)

    def _need_sessions(self, step_name: str) -> None:
        if self._index.blueprint.auth.scheme is AuthScheme.BASIC:
            raise BadInput(
                "With `basic` there are no sessions: each request carries login and password.",
                hint=f"Leave `{step_name}` out, or let `auth.scheme` be session or jwt.",
                code="no-sessions",
                path=self._path,
            )

    def _members(self) -> dict[str, ValueType]:
        """What the response may tell of a session: of one in a cookie nothing."""
        auth = self._index.blueprint.auth
        if isinstance(auth.carrier, CookieCarrier):
            return {}
        left_out = set() if auth.scheme is AuthScheme.JWT else {"refresh_token"}
        left_out |= {"expires_in"} if auth.scheme is AuthScheme.SESSION and auth.session_days is None else set()
        return {name: kind for name, kind in TOKENS.items() if name not in left_out}

    def _rotate_token(self, item: step.RotateToken) -> None:
        self._need_sessions("rotate_token")
        if self._index.blueprint.auth.scheme is not AuthScheme.JWT:
            raise BadInput(
                "Nothing renews the token of a session.",
                hint="Leave `rotate_token` out, or let `auth.scheme` be jwt.",
                path=self._path,
            )
        token = self._compile(item.rotate_token, want="text")
        self._node(plan.RotateSession(item.bind, token, self._error(item.otherwise)))
        self._out.forms[item.bind] = "tokens"
        self._scope.bind_members(item.bind, TOKENS)

    def _revoke_token(self, item: step.RevokeToken) -> None:
        self._need_sessions("revoke_token")
        self._node(plan.RevokeSession())

    def _end_sessions(self, item: step.EndSessions) -> None:
        self._need_sessions("end_sessions")
        table = self._bound(item.end_sessions)
        if table.entity != self._index.blueprint.auth.account:
            raise BadInput(
                f"`{item.end_sessions}` is no account, and has no sessions.",
                hint="Name a row that an earlier step found of the entity whose rows are accounts.",
                path=self._path,
            )
        self._node(plan.EndSessions(item.end_sessions))
