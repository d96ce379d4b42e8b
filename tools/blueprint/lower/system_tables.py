"""Tables that the backend itself needs: sessions, idempotency records, rate limits, the outbox."""

from dataclasses import replace

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.tables import TableBuilder
from tools.blueprint.model import Attribute, AuthScheme
from tools.blueprint.model import AttributeType as T
from tools.blueprint.names import Namer, snake
from tools.blueprint.plan.table import Column, IndexPlan, Reference, Table, Unique

SESSION = "auth_session"
REFRESH_TOKEN = "auth_refresh_token"
IDEMPOTENCY = "idempotency_record"
RATE_LIMIT = "rate_limit_counter"
OUTBOX = "outbox_event"
RESERVED = frozenset({SESSION, REFRESH_TOKEN, IDEMPOTENCY, RATE_LIMIT, OUTBOX})
"""Logical table names that no entity may have."""
_TOKEN_HASH = Attribute(name="token_hash", max_length=64, required=True, sensitive=True)


class SystemTables:
    """Builds the system tables that a Blueprint calls for."""

    def __init__(self, index: BlueprintIndex, namer: Namer, builder: TableBuilder) -> None:
        self._index = index
        self._namer = namer
        self._builder = builder

    def build(self) -> tuple[Table, ...]:
        tables: list[Table] = []
        scheme = self._index.blueprint.auth.scheme
        if self._index.account is not None and scheme is not AuthScheme.BASIC:
            tables += [self._sessions()]
            tables += [self._refresh_tokens()] if scheme is AuthScheme.JWT else []
        if any(operation.idempotency_key for operation in self._index.blueprint.operations):
            tables.append(self._idempotency())
        if self._index.blueprint.api.rate_limit is not None or self._index.account is not None:
            tables.append(self._rate_limit())
        if self._index.blueprint.events:
            tables.append(self._outbox())
        return tuple(tables)

    def _sessions(self) -> Table:
        account = self._index.account
        assert account is not None
        auth = self._index.blueprint.auth
        opaque = auth.scheme is AuthScheme.SESSION
        key = self._index.key(account.name)
        owner = Reference(snake(account.name), key.name, "cascade", f"{SESSION}s_account_id_fkey")
        return self._table(
            SESSION,
            (
                self._id(),
                self._column(
                    Attribute(name="account_id", type=key.type, required=True, max_length=key.max_length),
                    owner,
                ),
                *self._columns(
                    *([_TOKEN_HASH] if opaque else []),
                    Attribute(name="created_at", type=T.DATETIME, required=True),
                    Attribute(name="expires_at", type=T.DATETIME, required=not opaque or auth.session_days is not None),
                    Attribute(name="revoked_at", type=T.DATETIME),
                ),
            ),
            uniques=(Unique(f"{SESSION}s_token_hash_key", ("token_hash",)),) if opaque else (),
            indexes=(_index(SESSION, "account_id", "An account's sessions are ended together, and go with it."),),
            description="Logins by the SHA-256 of their token, which is good until they are revoked or expire."
            if opaque
            else "Logins. A session that is revoked or expired makes all of its tokens useless.",
        )

    def _refresh_tokens(self) -> Table:
        session = Reference(SESSION, "id", "cascade", f"{REFRESH_TOKEN}s_session_id_fkey")
        return self._table(
            REFRESH_TOKEN,
            (
                self._id(),
                self._column(Attribute(name="session_id", type=T.UUID, required=True), session),
                *self._columns(
                    _TOKEN_HASH,
                    Attribute(name="created_at", type=T.DATETIME, required=True),
                    Attribute(name="expires_at", type=T.DATETIME, required=True),
                    Attribute(name="used_at", type=T.DATETIME),
                ),
            ),
            uniques=(Unique(f"{REFRESH_TOKEN}s_token_hash_key", ("token_hash",)),),
            indexes=(_index(REFRESH_TOKEN, "session_id", "Tokens go with their session."),),
            description="Refresh tokens by SHA-256; each is used once, and a second use ends its session.",
        )

    def _idempotency(self) -> Table:
        return self._table(
            IDEMPOTENCY,
            (
                self._id(),
                *self._columns(
                    Attribute(name="scope", max_length=100, required=True),
                    Attribute(name="operation", max_length=200, required=True),
                    Attribute(name="key", max_length=255, required=True),
                    Attribute(name="request_hash", max_length=64, required=True),
                    Attribute(name="status", type=T.INT32),
                    Attribute(name="headers", type=T.JSON),
                    Attribute(name="body", type=T.TEXT, max_length=1_000_000),
                    Attribute(name="created_at", type=T.DATETIME, required=True),
                    Attribute(name="expires_at", type=T.DATETIME, required=True),
                ),
            ),
            uniques=(Unique(f"{IDEMPOTENCY}s_scope_operation_key_key", ("scope", "operation", "key")),),
            indexes=(_index(IDEMPOTENCY, "expires_at", "Expired records are swept away."),),
            description="First answers to requests with an Idempotency-Key; without a status the request is in flight.",
        )

    def _rate_limit(self) -> Table:
        return self._table(
            RATE_LIMIT,
            self._columns(
                Attribute(name="bucket", max_length=200, required=True),
                Attribute(name="window_start", type=T.INT64, required=True),
                Attribute(name="hits", type=T.INT32, required=True),
            ),
            primary_key=("bucket",),
            indexes=(_index(RATE_LIMIT, "window_start", "Counters of past windows are swept away."),),
            description="Requests counted in the current window, by account or client address.",
        )

    def _outbox(self) -> Table:
        return self._table(
            OUTBOX,
            (
                self._id(),
                *self._columns(
                    Attribute(name="type", max_length=48, required=True),
                    Attribute(name="data", type=T.JSON, required=True),
                    Attribute(name="occurred_at", type=T.DATETIME, required=True),
                    Attribute(name="attempts", type=T.INT32, required=True),
                    Attribute(name="due_at", type=T.DATETIME, required=True),
                ),
            ),
            indexes=(_index(OUTBOX, "due_at", "What is due is sent, the longest due first."),),
            description="Events that are not sent yet. Whoever sends one puts it off for a while, then deletes it.",
        )

    def _table(
        self, name: str, columns: tuple[Column, ...], *, primary_key: tuple[str, ...] = ("id",),
        uniques: tuple[Unique, ...] = (), indexes: tuple[IndexPlan, ...] = (), description: str,
    ) -> Table:  # fmt: skip
        named = self._namer.name(name)
        return Table(
            name=named, physical=named.plural_snake, role="system", columns=columns, primary_key=primary_key,
            uniques=uniques, indexes=indexes, description=description,
        )  # fmt: skip

    def _id(self) -> Column:
        column = self._builder.attribute_column("", Attribute(name="id", type=T.UUID, required=True, managed=True))
        return replace(column, generated_key="uuid")

    def _columns(self, *attributes: Attribute) -> tuple[Column, ...]:
        return tuple(self._column(attribute) for attribute in attributes)

    def _column(self, attribute: Attribute, reference: Reference | None = None) -> Column:
        managed = attribute.model_copy(update={"managed": True})
        return replace(self._builder.attribute_column("", managed), reference=reference)


def _index(table: str, column: str, reason: str) -> IndexPlan:
    return IndexPlan(name=f"{table}s_{column}_idx", columns=(column,), reason=reason)
