"""Steps that decide what is done: guards, named values, loops and branches."""

from collections.abc import Sequence

from tools.blueprint.cel.ways import both
from tools.blueprint.lower.locking import is_decisive, is_written
from tools.blueprint.lower.scope import Parameters
from tools.blueprint.lower.step_base import StepBase
from tools.blueprint.model import steps as step
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store
from tools.blueprint.plan.expr import Call, InputValue
from tools.blueprint.plan.operation import Node
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

_BOOL, _PLACE = ValueType("bool"), ValueType("int32")
_INSIDE = (
    step.Find, step.CheckStep, step.Let, step.Create, step.Update, step.UpdateAll, step.Delete, step.Restore,
    step.Upsert, step.Link, step.Unlink, step.Each, step.If, step.Emit,
)  # fmt: skip
"""Steps that may stand inside others; all others are about the answer, or the caller's session."""
_NAMES = sorted(name for name, kind in step.STEPS.items() if kind in _INSIDE)


class FlowSteps(StepBase):
    """Lowers `check`, `let`, `each` and `if`."""

    def _check(self, item: step.CheckStep) -> None:
        condition = self._compile(item.check, want="bool")
        self._node(plan.Guard(condition, self._error(item.otherwise)))

    def _let(self, item: step.Let) -> None:
        value = self._compile(item.be)
        self._node(plan.Assign(item.let, value))
        self._scope.bind_value(item.let, value.type, nullable=self._scope.is_nullable(value))

    def _each(self, item: step.Each) -> None:
        if item.each.startswith("input."):
            self._each_item(item, item.each.removeprefix("input."))
            return
        table = self._table(item.each)
        parameters = Parameters()
        conditions = parameters.conditions(self._compile(item.where, table, "bool")) if item.where is not None else ()
        conditions += self._narrowing.conditions(item.each, table, parameters, owned=item.owner)
        lock = is_written(item.steps, item.bind) or is_decisive(self._source, item.bind, table)
        call = store.FindRows(
            self._named(f"rows_of_{item.bind}"), table.name.snake, parameters.all, conditions,
            tuple((name.removeprefix("-"), name.startswith("-")) for name in item.order), item.most, lock=lock,
        )  # fmt: skip
        error = self._error(item.otherwise)
        with self._inside():
            self._scope.bind_row(item.bind, table)
            nodes = self._inner(item.steps, item.place)
        self._node(plan.ForEach(item.bind, call, nodes, item.place, error))

    def _each_item(self, item: step.Each, name: str) -> None:
        of_rows = {"where", "owner", "order", "most", "otherwise"} & item.model_fields_set
        if of_rows:
            raise BadInput(
                f"`{sorted(of_rows)[0].replace('otherwise', 'else')}` is about rows, and `{item.each}` holds values.",
                hint="Leave it out; the input's own bounds say how many there may be.",
                path=self._path,
            )
        kind = self._scope.inputs[name].type
        if kind.items is None:
            raise BadInput(
                f"`{item.each}` is no list.", hint="Name an input of type array, or an entity.", path=self._path
            )
        with self._inside():
            if kind.items.members:
                self._scope.bind_item(item.bind, kind.items.members)
            else:
                self._scope.bind_value(item.bind, kind.items, nullable=False)
            nodes = self._inner(item.steps, item.place)
        self._node(plan.ForEach(item.bind, InputValue(name, kind), nodes, item.place))

    def _if(self, item: step.If) -> None:
        condition = self._compile(item.condition, want="bool")
        with self._inside():
            then = self._inner(item.then)
        with self._inside():
            otherwise = self._inner(item.otherwise)
        self._node(_merged(plan.Branch(condition, then, otherwise)))

    def _inner(self, steps: Sequence[step.Step], place: str | None = None) -> tuple[Node, ...]:
        """The nodes of inner steps."""
        if place is not None:
            self._scope.bind_value(place, _PLACE, nullable=False)
        for item in steps:
            if not isinstance(item, _INSIDE):
                raise BadInput(
                    f"`{step.kind_of(item)}` cannot stand inside another step.",
                    hint=f"Only these can: {', '.join(_NAMES)}.",
                    path=self._path,
                )
        self._run(steps)
        self._flush()
        return tuple(self._nodes)


def _merged(branch: plan.Branch) -> Node:
    """One condition where a branch holds nothing but another condition."""
    if branch.otherwise:
        return branch
    match branch.then:
        case (plan.Guard(condition, error),):
            unless = Call("not", (branch.condition,), _BOOL)
            return plan.Guard(Call("or", (unless, condition), _BOOL), error)
        case (plan.Branch(condition, then, ()),):
            return plan.Branch(both(branch.condition, condition), then, ())
    return branch
