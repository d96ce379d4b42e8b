"""What a draft holds of patterns and standard operations, in the terms in which cases state their expectations."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from agent.planner.draft import Draft
from tools.blueprint.model import Action, Blueprint
from tools.blueprint.model.base import Part
from tools.blueprint.model.patterns import (
    PATTERNS,
    Act,
    Bulk,
    Claim,
    Confirm,
    Counter,
    Ensure,
    Feed,
    History,
    Ordered,
    Redeem,
    Related,
    Reset,
    SignUp,
    Stock,
    Toggle,
    Transfer,
    Transition,
    Trash,
)


class PatternFacts(BaseModel):
    """Plain data of a draft; all empty, with the error told, when planning ended with one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    patterns: tuple[str, ...] = ()
    access: dict[str, tuple[str, ...]] = {}
    """What is done → who may: roles, `owner`, `authenticated`, `public`."""
    actions: dict[str, str] = {}
    """Entity → its standard operations, in the order of `Action`."""
    soft_delete: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    error: str = ""
    code: str = ""

    @classmethod
    def of(cls, draft: Draft) -> Self:
        blueprint = draft.blueprint
        return cls(
            patterns=tuple(line(pattern) for pattern in blueprint.patterns),
            access={
                pattern.name: _may(pattern, blueprint) for pattern in blueprint.patterns if isinstance(pattern, Act)
            },
            actions={item.entity: " ".join(item.actions) for item in blueprint.resources},
            soft_delete=tuple(entity.name for entity in blueprint.entities if entity.soft_delete),
            unplaced=draft.unplaced,
        )


def line(pattern: Part) -> str:
    """A pattern in one line; names that a text hardly decides are left out."""
    match pattern:
        case Transition():
            sources = "|".join(pattern.sources)
            return f"transition {pattern.transition} {pattern.name}: {sources} -> {pattern.target}"
        case Toggle():
            return _with(f"toggle {_entity(pattern)} {pattern.name}", count=pattern.count, mine=pattern.mine)
        case Feed():
            return f"feed {pattern.feed}"
        case Counter():
            return _with(f"counter {pattern.counter}", record=pattern.record)
        case Claim():
            return _with(f"claim {_entity(pattern)} {pattern.name}", release=pattern.release)
        case Stock():
            return _with(f"stock {pattern.stock} {pattern.name}", record=pattern.record)
        case Transfer():
            return _with(f"transfer {pattern.transfer}", entries=pattern.entries)
        case Redeem():
            return _with(f"redeem {pattern.redeem}", expires=pattern.expires)
        case Reset():
            return f"reset {pattern.reset}"
        case Confirm():
            return f"confirm {pattern.confirm} {pattern.mark}"
        case History():
            return _with(f"history {pattern.history}", restore=pattern.restore)
        case Related():
            return f"related {pattern.related}"
        case Ensure():
            return f"ensure {pattern.ensure}"
        case Ordered():
            return _with(f"ordered {pattern.ordered} {pattern.within}", across="across" if pattern.across else None)
        case SignUp():
            return f"sign_up {pattern.sign_up}"
        case Trash():
            return f"trash {pattern.trash}"
        case Bulk():
            return _with(f"bulk {pattern.bulk}", create=pattern.create, update=pattern.update, delete=pattern.delete)
    raise TypeError(type(pattern).__name__)


def _with(text: str, **parts: str | None) -> str:
    return " ".join([text, *(name for name, value in parts.items() if value)])


def _entity(pattern: Part) -> str:
    kind = next(kind for kind, model in PATTERNS.items() if isinstance(pattern, model))
    return str(getattr(pattern, kind)).partition(".")[0]


def _may(pattern: Act, blueprint: Blueprint) -> tuple[str, ...]:
    if pattern.access is None:
        action = Action.UPDATE if isinstance(pattern, Transition) else Action.READ
        rules = (rule for rule in blueprint.permissions if rule.entity == _entity(pattern) and action in rule.actions)
        return tuple(dict.fromkeys(word for rule in rules for word in rule.allow))
    if pattern.access.public:
        return ("public",)
    return (*pattern.access.roles, *(("owner",) if pattern.access.owner else ())) or ("authenticated",)
