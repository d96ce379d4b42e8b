"""A RenderPlan looked at from outside: which operation makes, reads, changes and removes rows of a table."""

from functools import cached_property

from tools.blueprint.plan.operation import OperationPlan, WriteSet, WriteStep, every
from tools.blueprint.plan.render_plan import AuthPlan, RenderPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import AggregateRows, InsertRow, ListRows, UpsertRow
from tools.blueprint.plan.table import Table
from tools.validators.conformance.scoping import Scoping, finds, named_rows, scoping_of, server_set

REGISTER = "account.register"
CREATE_ACCOUNT = "account.create"

FEW = frozenset({"bool", "enum"})
"""Kinds with too few values for many rows."""


class Catalog:
    """Answers questions about the plan's operations and tables."""

    def __init__(self, plan: RenderPlan) -> None:
        self.plan = plan

    @cached_property
    def auth(self) -> AuthPlan | None:
        return self.plan.auth

    def operation(self, intent: str, table: str | None = None) -> OperationPlan | None:
        """The operation of an intent, in a table's group where one is given."""
        for operation in self.plan.operations:
            if operation.intent == intent and (table is None or operation.group == table):
                return operation
        return None

    def with_intent(self, *intents: str) -> list[OperationPlan]:
        return [operation for operation in self.plan.operations if operation.intent in intents]

    def creator(self, table: str) -> OperationPlan | None:
        """The operation that makes a row of the table: creation, or registration for accounts."""
        made = self.operation("crud.create", table)
        if made is None and self.auth is not None and table == self.auth.account:
            made = self.operation(REGISTER)
        return made

    def maker(self, table: str) -> OperationPlan | None:
        """The operation that makes a row of the table: its creator, or else one of its own that answers the row."""
        return self.creator(table) or next((item for item in self.plan.operations if self._makes(item, table)), None)

    def _makes(self, operation: OperationPlan, table: str) -> bool:
        write = self.insert(operation)
        if write is None or write.call.table != table or operation.intent.startswith(("account.", "crud.")):
            return False
        shown = self.wire_of(operation, self.key_column(table)) is not None
        return shown and not any(item.required for item in operation.query)

    def makes_alone(self, table: str) -> bool:
        """Whether what makes a row of the table writes nothing else, so that nothing refers to a fresh row."""
        maker = self.maker(table)
        writes = [node for node in every(maker.nodes) if isinstance(node, WriteSet)] if maker is not None else []
        return len(writes) == 1 and len(writes[0].writes) == 1

    def accepted(self, operation: OperationPlan) -> dict[str, Field]:
        """Inputs that become columns of the row, by wire name."""
        nodes = (node for node in every(operation.nodes) if isinstance(node, WriteSet))
        calls = [write.call for node in nodes for write in node.writes if getattr(write.call, "source", None) is None]
        names = {name for call in calls for name in getattr(call, "accept", ())}
        fields = operation.body.fields if operation.body is not None else ()
        return {item.wire: item for item in fields if item.name.snake in names}

    def accepted_column(self, operation: OperationPlan, column: str | None) -> Field | None:
        """The input that becomes a column of the row; None where the server sets it."""
        return next((item for item in self.accepted(operation).values() if item.column == column), None)

    def insert(self, operation: OperationPlan) -> WriteStep | None:
        """The write that makes the row which the operation answers."""
        for node in operation.nodes:
            for write in node.writes if isinstance(node, WriteSet) else ():
                if isinstance(write.call, InsertRow | UpsertRow) and write.bind == operation.response.bind:
                    return write
        return None

    def written(self, operation: OperationPlan) -> str:
        """The table of the row that the body of an operation is about."""
        write = self.insert(operation)
        return write.call.table if write is not None else operation.group

    def insert_into(self, operation: OperationPlan, table: str) -> InsertRow | None:
        """The call of the operation that makes a row of the table, answered or not."""
        calls = (write.call for write in self.writes(operation))
        return next((call for call in calls if isinstance(call, InsertRow) and call.table == table), None)

    def writes(self, operation: OperationPlan) -> list[WriteStep]:
        return [write for node in operation.nodes if isinstance(node, WriteSet) for write in node.writes]

    @property
    def tenant_column(self) -> str | None:
        return self.auth.tenant if self.auth is not None else None

    def created_scope(self, table: str) -> dict[str, str]:
        """Columns that the creator sets from its caller → the account's column that they get."""
        creator = self.maker(table)
        write = self.insert(creator) if creator is not None else None
        return server_set(write.call) if write is not None and isinstance(write.call, InsertRow) else {}

    def is_of_tenant(self, table: str) -> bool:
        """Whether a fresh row belongs to its maker's tenant, so that nobody of another one reaches it."""
        return self.tenant_column is not None and self.tenant_column in self.created_scope(table).values()

    def find_scoping(self, operation: OperationPlan, table: str) -> Scoping:
        """Which rows of the table the operation finds by what its caller names.

        A step that sees rows of other owners does not count beside one that does not.
        """
        named = [call for _, _, call in named_rows(operation).values() if call.table == table]
        calls = named or [call for call in finds(operation) if call.table == table]
        scopings = [scoping_of(call, self.tenant_column) for call in calls]
        return next((scoping for scoping in scopings if scoping.owner is not None), (*scopings, Scoping())[0])

    def is_account(self, table: str) -> bool:
        return self.auth is not None and table == self.auth.account

    @cached_property
    def tenant_table(self) -> str | None:
        """The table of tenants."""
        if self.auth is None or self.auth.tenant is None:
            return None
        reference = self.plan.table(self.auth.account).column(self.auth.tenant).reference
        return reference.table if reference is not None else None

    def holds_its_tenant(self, operation: OperationPlan) -> bool:
        """Whether the operation would delete its caller's tenant, which the caller's own account keeps there."""
        return self._tenant_rule(operation) == "restrict" and not self.table(operation.group).soft_delete

    def takes_caller_along(self, operation: OperationPlan) -> bool:
        """Whether the caller's account is gone with what the operation deletes."""
        return self.is_account(operation.group) or self._tenant_rule(operation) == "cascade"

    def _tenant_rule(self, operation: OperationPlan) -> str | None:
        if self.auth is None or self.auth.tenant is None or operation.group != self.tenant_table:
            return None
        reference = self.table(self.auth.account).column(self.auth.tenant).reference
        return reference.on_delete if reference is not None else None

    def brings(self, table: str) -> bool:
        """Whether every account has a row of the table to itself: its own, or the tenant that came with it."""
        return self.is_account(table) or table == self.tenant_table

    def itself_alone(self, table: str, scoping: Scoping, role: str | None) -> bool:
        """Whether who has the role sees its own account alone, or its own tenant, of all that register.

        Accounts that it makes itself stand beside it in its tenant.
        """
        if table == self.tenant_table:
            return scoping.tenant is not None
        return self.is_account(table) and (scoping.tenant is not None or not scoping.shows_others(role))

    def own_only(self, operation: OperationPlan) -> bool:
        """Whether what the operation changes is its caller's own account, or the tenant that came with it."""
        return self.brings(operation.group) and self.find_scoping(operation, operation.group).any

    def joins_caller(self, operation: OperationPlan) -> bool:
        """Whether the operation makes an account in its caller's own tenant, where that was alone before."""
        return operation.intent == CREATE_ACCOUNT and self.tenant_column is not None

    def shows_one(self, call: ListRows | AggregateRows) -> bool:
        """Whether a list shows its caller a single row: its own account, or the tenant that came with it."""
        scoping = scoping_of(call, self.tenant_column)
        if call.table == self.tenant_table:
            return scoping.tenant is not None
        return self.is_account(call.table) and scoping.any

    @cached_property
    def admin_command(self) -> OperationPlan | None:
        """The command that makes an account of the first role; it is no route."""
        return next((command for group in self.plan.groups for command in group.commands), None)

    @cached_property
    def joining_command(self) -> OperationPlan | None:
        """The command that makes such an account in a tenant which is there."""
        commands = (command for group in self.plan.groups for command in group.commands)
        return next((command for command in commands if command.intent == "account.create_admin_in_tenant"), None)

    def has_table(self, name: str) -> bool:
        """Whether the group of an operation is a table; it may belong to none."""
        return any(table.name.snake == name for table in self.plan.tables)

    def table(self, name: str) -> Table:
        return self.plan.table(name)

    def key_column(self, table: str) -> str:
        return self.plan.table(table).primary_key[0]

    def wire_of(self, operation: OperationPlan, column: str) -> str | None:
        """The name of a column in the operation's answer; None when it is not shown."""
        view = operation.response.view
        if view is None:
            return None
        return next((field.wire for field in view.fields if field.column == column and not field.link), None)

    def key_wire(self, operation: OperationPlan, table: str) -> str:
        """The name of the key in the operation's answer."""
        return self.wire_of(operation, self.key_column(table)) or self.cased(self.key_column(table))

    def cased(self, name: str) -> str:
        """A snake_case name on the wire."""
        if self.plan.api.casing != "camel":
            return name
        head, *tail = name.split("_")
        return head + "".join(word.capitalize() for word in tail)

    def declared(self, operation: OperationPlan, code: str) -> bool:
        return any(error.code == code for error in operation.errors)

    def reference_table(self, table: str, field: Field) -> str | None:
        """The table that an input of an operation on `table` refers to."""
        if field.column is None:
            return None
        try:
            reference = self.plan.table(table).column(field.column).reference
        except KeyError:
            return None
        return reference.table if reference is not None else None

    def fresh_references(self, table: str) -> frozenset[str]:
        """References that every new row needs a row of its own for, so that no two rows are alike.

        Of what is unique together nothing else varies: the rest are references too, values of few kinds, or the
        caller.
        """
        found, given = self.plan.table(table), self.created_scope(table)
        needed = {name for name in self.single_uniques(table) if found.column(name).reference is not None}
        for unique in found.uniques:
            sent = [found.column(name) for name in unique.columns if name not in given]
            references = [column for column in sent if column.reference is not None]
            varied = [column for column in sent if column.reference is None and column.type.kind not in FEW]
            if references and not varied and needed.isdisjoint(unique.columns):
                needed.add(references[-1].name.snake)
        return frozenset(needed)

    def alone_unique(self, table: str) -> frozenset[str]:
        """Columns that are unique among the rows of one caller."""
        given = self.created_scope(table)
        left = ([name for name in unique.columns if name not in given] for unique in self.plan.table(table).uniques)
        return self.single_uniques(table) | {names[0] for names in left if len(names) == 1}

    def single_uniques(self, table: str) -> frozenset[str]:
        """Columns that are unique by themselves, the key included."""
        found = self.plan.table(table)
        singles = {unique.columns[0] for unique in found.uniques if len(unique.columns) == 1}
        return frozenset(singles | ({found.primary_key[0]} if len(found.primary_key) == 1 else set()))
