"""Store calls that load what belongs to many keys at once: for fields that lead from rows to related rows."""

from dataclasses import dataclass

from tools.blueprint.plan.store import Condition, ListRows, Parameter
from tools.blueprint.plan.values import ValueType


@dataclass(frozen=True, slots=True)
class LoadRows:
    """The rows whose `key` column is one of the argument `keys`, by key, as far as the conditions let them be seen."""

    name: str
    table: str
    key: str
    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class LoadPages:
    """A page of rows for each of the argument `keys`, by key, in one statement.

    The rows belong to a key by their column `near`, or by the column `near` of the link table of `rows.through`.
    `rows` lacks the parameter and the condition that would narrow it to one key.
    """

    name: str
    near: str
    key_type: ValueType
    rows: ListRows

    @property
    def table(self) -> str:
        """Logical name of the table that the rows come from."""
        return self.rows.table


Load = LoadRows | LoadPages
