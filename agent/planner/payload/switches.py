"""What is on or off: `false`, `"none"` and `{"enabled": false}` say the same."""

from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from agent.planner.payload.values import flag, key_word, text, wrong

_OFF = frozenset({"none", "no", "false", "disabled", "off", "never", "without"})
_ON = frozenset({"yes", "true", "on", "enabled", "required"})


def refused(value: object) -> bool:
    """Whether a value asks for nothing: false, or a word for it."""
    return value is False or (isinstance(value, str) and key_word(value) in _OFF)


def wanted(value: object) -> bool:
    """Whether a value asks for something and says nothing more: true, or a word for it."""
    return value is True or (isinstance(value, str) and key_word(value) in _ON)


def switched_off(fields: Fields) -> bool:
    """Whether an object says by `enabled` that it asks for nothing."""
    enabled = fields.take("enabled")
    return enabled is not None and not switch(*enabled)


def switch(path: str, value: object) -> bool:
    """True or false, or a word for one."""
    if isinstance(value, str):
        if not refused(text(value, path)) and not wanted(value):
            wrong(path, "true or false", value)
        return wanted(value)
    return flag(value, path)


def read_switch(value: object, path: str, notes: Notes) -> bool:
    """A switch, or an object whose `enabled` is one (on, where it does not say)."""
    if not isinstance(value, dict):
        return switch(path, value)
    fields = Fields(value, path, notes)
    off = switched_off(fields)
    fields.report()
    return not off
