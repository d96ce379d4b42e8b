"""Steps about what lies outside the backend."""

from tools.blueprint.cel.types import family
from tools.blueprint.lower.step_base import StepBase
from tools.blueprint.model import steps as step
from tools.blueprint.plan import operation as plan
from tools.errors import BadInput


class OutsideSteps(StepBase):
    """Lowers `emit`."""

    def _emit(self, item: step.Emit) -> None:
        event = self._events.get(item.emit)
        if event is None:
            raise BadInput(f"There is no event `{item.emit}`.", hint="Declare it under `events`.", path=self._path)
        wanted = {field.name.snake: field for field in event.shape.fields}
        different = sorted(wanted.keys() ^ item.data.keys())
        if different:
            raise BadInput(
                f"`data` of `{item.emit}` and the event do not name the same values: `{different[0]}`.",
                hint="Give each value of the event once.",
                path=self._path,
            )
        members = []
        for name, field in wanted.items():
            value = self._compile(item.data[name], want=family(field.type))
            if self._scope.is_nullable(value) and not field.nullable:
                raise BadInput(
                    f"`{name}` of `{item.emit}` may be null here, and the event says that it never is.",
                    hint="Mark it `nullable` in the event, or give it a value in every case.",
                    path=self._path,
                )
            members.append((name, value))
        self._node(plan.Emit(item.emit, tuple(members)))
