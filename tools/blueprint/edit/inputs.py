"""What an operation is sent: an input that is called like an attribute, and is kept in it, follows its name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from tools.blueprint.edit.model import PartKind
from tools.blueprint.edit.spelling import Gone, Spelling
from tools.blueprint.model import Attribute, Input, Link, Member, Operation, Place, Step, Update
from tools.blueprint.model.operation import TOLD_OF_FILES
from tools.errors import BadInput

Key = tuple[str | None, str]
"""An input by its name; a member of a list of objects by the input that lists it and its own name."""


class Sending(Protocol):
    """What steps ask of the inputs while they are spelled anew."""

    def sent(self, source: str | None, name: str) -> str:
        """What it is called where an expression reads it."""

    def accepted(self, source: str | None, name: str, column: str) -> str:
        """What it is called where it is taken over into a column, which has this name now."""

    def given_role(self, name: str) -> None:
        """Says that an input is kept as the role of an account."""

    def check_moved(self, source: str | None, name: str, step: Step, attribute: Attribute | None) -> None:
        """Raises BadInput where taking it over by another name would mean something else."""


@dataclass(slots=True)
class Survey:
    """Looks at what is taken over, before anything is decided."""

    columns: dict[Key, set[str]] = field(default_factory=dict)
    """What is taken over → the columns that it goes into, by their new names."""
    roles: set[str] = field(default_factory=set)
    """Inputs that are roles."""

    def sent(self, source: str | None, name: str) -> str:
        return name

    def accepted(self, source: str | None, name: str, column: str) -> str:
        self.columns.setdefault((source, name), set()).add(column)
        return column

    def given_role(self, name: str) -> None:
        self.roles.add(name)

    def check_moved(self, source: str | None, name: str, step: Step, attribute: Attribute | None) -> None:
        """Nothing moves yet."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Every input by its new name."""

    operation: Operation
    names: dict[Key, str]
    gone: dict[Key, Gone]
    """Those that are left out, and why."""
    roles: frozenset[str]
    """Those whose values are roles."""

    def sent(self, source: str | None, name: str) -> str:
        if (source, name) in self.gone:
            raise self.gone[source, name]
        if (source, name) in self.names:
            return self.names[source, name]
        file, told = companion(self.operation, name)
        return f"{self.sent(None, file)}_{told}" if file is not None and source is None else name

    def accepted(self, source: str | None, name: str, column: str) -> str:
        return self.sent(source, name)

    def given_role(self, name: str) -> None:
        """That is known by now."""

    def check_moved(self, source: str | None, name: str, step: Step, attribute: Attribute | None) -> None:
        """An input that was not sent leaves a value as it is; one that is set makes it null."""
        item = next((item for key, item in items(self.operation) if key == (source, name)), None)
        plain = not isinstance(step, Update | Link) and attribute is not None and attribute.default is None
        if item is None or not (item.required or plain):
            raise BadInput(
                f"`{name}` of operation {self.operation.name} goes into columns that would have different names.",
                hint="Give each of them an input of its own first.",
                code="name-shared",
                path="to",
            )


def items(operation: Operation) -> Iterator[tuple[Key, Member]]:
    """All that is sent by itself, or as a member of a list."""
    for item in operation.inputs:
        yield (None, item.name), item
        for member in item.fields:
            yield (item.name, member.name), member


def companion(operation: Operation, name: str) -> tuple[str | None, str]:
    """The file that a name tells of, and what it tells: `upload_name`."""
    for item in operation.inputs:
        for told in TOLD_OF_FILES:
            if item.place is Place.FILE and name == f"{item.name}_{told}":
                return item.name, told
    return None, ""


def settle(operation: Operation, survey: Survey, spelling: Spelling) -> Settled:
    """What every input is called. One whose name would be another one's keeps its own."""
    names: dict[Key, str] = {}
    gone: dict[Key, Gone] = {}
    for key, item in items(operation):
        try:
            names[key] = _wanted(key, item, operation, survey, spelling)
        except Gone as found:
            gone[key] = found
    keeping = {key for key in names if names[key] == key[1]}
    taken = set(keeping)
    for key in [key for key in names if key not in keeping]:
        wanted = (key[0], names[key])
        if wanted in taken:
            names[key] = key[1]
        taken.add((key[0], names[key]))
    return Settled(operation, names, gone, frozenset(survey.roles))


def _wanted(key: Key, item: Member, operation: Operation, survey: Survey, spelling: Spelling) -> str:
    """What it should be called; raises Gone where its attribute is taken out."""
    followed = _followed(item, spelling) if item.attribute is not None else item.name
    columns = survey.columns.get(key) or set()
    told = [name for source, name in survey.columns if source is None and companion(operation, name)[0] == item.name]
    if told or len(columns) > 1:
        return item.name
    return next(iter(columns)) if columns else followed


def _followed(item: Member, spelling: Spelling) -> str:
    """The name of its attribute, where it is called like that."""
    place = item.attribute or ""
    spelled = spelling.place(place).split(".")
    entity, *path = place.split(".")
    if path[-1:] == [item.name]:
        return spelled[-1]
    way = spelling.names.way(entity, path[0]) if len(path) == 1 else None
    column = spelling.names.column(entity, item.name)
    if way is not None and column is not None and column.of == way:
        return spelling.column(column)
    return item.name


def spelled_inputs(operation: Operation, settled: Settled, spelling: Spelling) -> tuple[Input, ...]:
    """The inputs that stay."""
    made = []
    for item in operation.inputs:
        if (None, item.name) in settled.gone:
            continue
        fields = tuple(
            _spelled(member, settled.names[item.name, member.name], spelling)
            for member in item.fields
            if (item.name, member.name) not in settled.gone
        )
        if item.fields and not fields:
            raise settled.gone[item.name, item.fields[0].name]
        found = _spelled(item, settled.names[None, item.name], spelling)
        more: dict[str, object] = {"fields": fields} if fields != item.fields else {}
        if item.name in settled.roles:
            values = tuple(spelling.of(PartKind.ROLE, value) for value in item.values)
            more |= {"values": values} if values != item.values else {}
        made.append(found.model_copy(update=more) if more else found)
    return tuple(made)


_M = TypeVar("_M", Input, Member)


def _spelled(item: _M, name: str, spelling: Spelling) -> _M:
    place = spelling.place(item.attribute) if item.attribute is not None else None
    if (name, place) == (item.name, item.attribute):
        return item
    return item.model_copy(update={"name": name} | ({"attribute": place} if place is not None else {}))
