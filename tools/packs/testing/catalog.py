"""What the generated tests can make: rows of entities that a client may create, and with which bodies."""

from dataclasses import dataclass
from functools import cached_property

from tools.blueprint.plan.operation import OperationPlan, WriteSet
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import InsertRow
from tools.blueprint.plan.table import Table
from tools.blueprint.samples import example

SAMPLES = 8
"""Distinct bodies of each entity; no test makes more rows of one."""


@dataclass(frozen=True)
class Maker:
    """A create operation that tests can call: its own values, and the rows that it must point at."""

    operation: OperationPlan
    table: Table
    values: tuple[Field, ...]
    references: tuple[tuple[Field, str], ...]
    """Fields, each with the table of the row that it points at."""


class Catalog:
    """The makers of one plan."""

    def __init__(self, plan: RenderPlan) -> None:
        self.plan = plan

    @cached_property
    def makers(self) -> dict[str, Maker]:
        """By table; without those that need rows which nobody can make."""
        found = {
            maker.table.name.snake: maker for operation in self.plan.operations if (maker := self._maker(operation))
        }
        while True:
            reachable = {
                name: maker for name, maker in found.items() if all(target in found for _, target in maker.references)
            }
            if len(reachable) == len(found):
                return found
            found = reachable

    def _maker(self, operation: OperationPlan) -> Maker | None:
        if operation.intent != "crud.create" or operation.body is None or operation.path_fields:
            return None
        call = next(
            step.call for node in operation.nodes if isinstance(node, WriteSet) for step in node.writes
            if isinstance(step.call, InsertRow)
        )  # fmt: skip
        table = self.plan.table(call.table)
        if self._holds_tenants(table):
            # Whoever makes another tenant does not see it.
            return None
        needed = [field for field in operation.body.fields if field.required]
        names = {field.column for field in needed}
        if any(names & set(check.columns) and names >= set(check.columns) for check in table.checks):
            return None
        references = tuple((field, target) for field in needed if (target := self._target(table, field)) is not None)
        pointing = {field.name.snake for field, _ in references}
        values = tuple(field for field in needed if field.name.snake not in pointing)
        return Maker(operation, table, values, references)

    def _holds_tenants(self, table: Table) -> bool:
        auth = self.plan.auth
        if auth is None or auth.tenant is None:
            return False
        reference = self.plan.table(auth.account).column(auth.tenant).reference
        return reference is not None and reference.table == table.name.snake

    @staticmethod
    def _target(table: Table, field: Field) -> str | None:
        if field.column is None:
            return None
        reference = table.column(field.column).reference
        return reference.table if reference is not None else None


def sample(field: Field, number: int) -> object:
    """A valid value in wire form; different numbers give different values where the type has as many."""
    return example(field.type, number, field.name.snake)


def actor(plan: RenderPlan, operation: OperationPlan) -> str:
    """Who calls the operation in tests: `member`, or `admin` where a member may not."""
    roles = operation.access.roles
    if plan.auth is None or operation.access.owner or not roles or plan.auth.registered_role in roles:
        return "member"
    return "admin"


def is_guarded_by_role(plan: RenderPlan, operation: OperationPlan) -> bool:
    """Whether a plain member is turned away, and the first role let in."""
    access = operation.access
    if plan.auth is None or not plan.auth.self_registration or access.public or access.owner or not access.roles:
        return False
    return plan.auth.registered_role not in access.roles and plan.auth.first_role in access.roles


def is_hidden_from_others(plan: RenderPlan, operation: OperationPlan) -> bool:
    """Whether rows of one plain account do not exist for another one."""
    if plan.auth is None or not plan.auth.self_registration:
        return False
    return operation.access.owner and plan.auth.registered_role not in operation.access.roles


def can_be_tested(plan: RenderPlan, operation: OperationPlan) -> bool:
    """Whether one of the actors may call it."""
    if plan.auth is None or operation.access.public or not operation.access.roles or operation.access.owner:
        return True
    return plan.auth.default_role in operation.access.roles or plan.auth.first_role in operation.access.roles
