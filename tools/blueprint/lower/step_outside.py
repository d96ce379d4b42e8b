"""Steps about what lies outside the backend."""

from collections.abc import Mapping

from tools.blueprint.cel.types import family
from tools.blueprint.lower.outside import check_repeatable
from tools.blueprint.lower.step_base import StepBase
from tools.blueprint.model import steps as step
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan.expr import Expr
from tools.blueprint.plan.render_plan import PortCallPlan
from tools.blueprint.plan.shapes import Shape
from tools.errors import BadInput


class OutsideSteps(StepBase):
    """Lowers `emit` and `call`."""

    def _emit(self, item: step.Emit) -> None:
        event = self._outside.events.get(item.emit)
        if event is None:
            raise BadInput(f"There is no event `{item.emit}`.", hint="Declare it under `events`.", path=self._path)
        self._node(plan.Emit(item.emit, self._given(event.shape, item.data, f"`data` of `{item.emit}`")))

    def _call(self, item: step.Call) -> None:
        """The answer is there before the operation begins: here it only has a name."""
        reply = self._port_call(item).reply
        if item.bind is not None:
            absent = [field.name.snake for field in reply.fields if field.nullable]
            self._scope.bind_members(item.bind, {field.name.snake: field.type for field in reply.fields}, absent)

    def ask(self, item: step.Call) -> plan.Ask:
        """What is asked, and the nodes before it, where the steps are those that come before."""
        self._run(self._source.steps)
        self._flush()
        check_repeatable(item, self._nodes, self._path)
        asked = self._port_call(item)
        sent = self._given(asked.question, item.sent, f"`with` of `{item.call}`")
        port, name = item.call.split(".")
        nullable = tuple(field.name.snake for field in asked.reply.fields if field.nullable)
        return plan.Ask(item.bind, port, name, tuple(self._nodes), sent, nullable, self._error(item.otherwise))

    def _port_call(self, item: step.Call) -> PortCallPlan:
        port, name = item.call.split(".")
        try:
            return self._outside.ports[port].call(name)
        except KeyError as error:
            raise BadInput(f"There is no `{item.call}`.", hint="Declare it under `ports`.", path=self._path) from error

    def _given(self, shape: Shape, given: Mapping[str, str], told: str) -> tuple[tuple[str, Expr], ...]:
        """Each value of the shape, and what it is."""
        wanted = {field.name.snake: field for field in shape.fields}
        different = sorted(wanted.keys() ^ given.keys())
        if different:
            raise BadInput(
                f"{told} does not name the values that are declared: `{different[0]}`.",
                hint="Give each of them once.",
                path=self._path,
            )
        members = []
        for name, field in wanted.items():
            value = self._compile(given[name], want=family(field.type))
            if self._scope.is_nullable(value) and not field.nullable:
                raise BadInput(
                    f"`{name}` in {told} may be null here, and is declared as never null.",
                    hint="Mark it `nullable` where it is declared, or give it a value in every case.",
                    path=self._path,
                )
            members.append((name, value))
        return tuple(members)
