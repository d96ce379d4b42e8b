"""Non-functional wishes: kept in words, mapped to what the backend has, or reported."""

from collections.abc import Callable, Mapping

from agent.planner.notes import Notes
from agent.planner.payload.switches import refused, wanted
from agent.planner.payload.values import items, key_word, prose, text, texts, wrong
from agent.planner.sketch import Sketch
from agent.task import TaskType
from tools.blueprint.names import snake

_IN_WORDS = frozenset({"performance", "scalability", "consistency", "availability", "retention"})
_NAMINGS = frozenset({"snake_case", "snake", "plural", "snake_case_plural", "plural_snake_case", "snakecase"})
_DESIGNS = frozenset({TaskType.DESIGN_API, TaskType.DESIGN_DATABASE})


def wish(name: str, value: object, path: str, task_type: TaskType, sketch: Sketch, notes: Notes) -> None:
    """One wish; what the backend cannot promise is reported, and so is what cannot be left out."""
    if name in _IN_WORDS:
        _in_words(name, value, path, sketch, notes)
    elif name == "constraints":
        _constraints(value, path, sketch, notes)
    elif name in _WRITTEN:
        _WRITTEN[name](value, path, task_type, notes)
    elif name == "indexing":
        _indexing(value, path, notes)
    elif name == "naming":
        _naming(value, path, notes)
    elif refused(value):
        notes.assume(f"{path}: none is asked for, and the backend brings none.")
    else:
        notes.leave(f"{path}: {prose(value, path)[:200]}")


def _in_words(name: str, value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    if refused(value):
        notes.assume(f"{path}: nothing is asked for.")
    elif value is True:
        notes.leave(f"{path}: say in words what is wanted.")
    elif isinstance(value, str):
        sketch.non_functionals[name] = _words(text(value, path))
    elif isinstance(value, list):
        sketch.non_functionals[name] = _words(", ".join(texts(value, path)))
    elif isinstance(value, dict):
        sketch.non_functionals[name] = _words(prose(value, path))
    else:
        wrong(path, "text", value)


def _words(said: str) -> str:
    return "".join(letter for letter in said if letter >= " " and letter != "\x7f")[:2000]


def _constraints(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    if refused(value):
        notes.assume(f"{path}: none is asked for.")
    elif isinstance(value, dict):
        for key, item in value.items():
            where, name = f"{path}.{str(key)[:80]}", snake(str(key))
            if item in (None, [], {}):
                notes.assume(f"{where} is {'null' if item is None else 'empty'}: it counts as absent.")
            elif name in _IN_WORDS:
                _in_words(name, item, where, sketch, notes)
            else:
                notes.leave(f"{where}: {prose(item, path)[:200]}")
    else:
        for at, item in enumerate(items(value, path)):
            notes.leave(f"{path}[{at}]: {text(item, f'{path}[{at}]')[:200]}")


def _indexing(value: object, path: str, notes: Notes) -> None:
    notes.assume("Indexes are derived from the operations that need them.", "indexes.foreign-keys")
    if refused(value):
        notes.leave(f"{path}: indexes that operations need cannot be left out.")
    elif not wanted(value):
        notes.leave(f"{path}: {prose(value, path)[:200]}")


def _naming(value: object, path: str, notes: Notes) -> None:
    told = "names in the database are plural snake_case"
    if isinstance(value, str) and key_word(text(value, path)) in _NAMINGS:
        notes.assume(f"{path}: {told}.")
    else:
        notes.leave(f"{path}: {prose(value, path)[:120]}: {told}.")


def _migrations(value: object, path: str, task_type: TaskType, notes: Notes) -> None:
    written = task_type not in _DESIGNS
    if wanted(value) and written:
        notes.assume("The first migration is written, up and down.", "migrations.first")
    elif wanted(value):
        notes.leave(f"{path}: {task_type.value} writes no migrations; implement_database does.")
    elif refused(value) and written:
        notes.leave(f"{path}: {task_type.value} always writes the first migration; design_database writes none.")
    elif refused(value):
        notes.assume(f"{path}: no migration is written.")
    else:
        notes.leave(f"{path}: {prose(value, path)[:200]}")


def _seed_data(value: object, path: str, task_type: TaskType, notes: Notes) -> None:
    written = task_type is TaskType.IMPLEMENT_DATABASE
    if wanted(value) and written:
        notes.assume(f"{path}: a script seeds rows to try things with.")
    elif wanted(value):
        notes.leave(f"{path}: {task_type.value} writes no seeds; implement_database does.")
    elif refused(value) and written:
        notes.leave(f"{path}: the seeds are a script beside the migration, which nothing runs by itself.")
    elif refused(value):
        notes.assume(f"{path}: no seeds are written.")
    else:
        notes.leave(f"{path}: {prose(value, path)[:200]}")


_WRITTEN: Mapping[str, Callable[[object, str, TaskType, Notes], None]] = {
    "migrations": _migrations,
    "seed_data": _seed_data,
}
WISHES = (*sorted(_IN_WORDS), "constraints", "indexing", "naming", "backup", "replication", "partitioning", *_WRITTEN)
"""Payload keys of wishes."""
