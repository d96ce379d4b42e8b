"""From names that people write to names that are safe in code, SQL, paths and prompts."""

import re
import unicodedata

from agent.planner.notes import Notes
from tools.blueprint.lower.system_tables import RESERVED
from tools.blueprint.names import pascal, singular, snake, words
from tools.errors import BadInput

LONGEST = 48
"""Most letters of a name in a Blueprint."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _-]*")
_E_MAIL = re.compile(r"(?<![a-z0-9])e_mail(?![a-z0-9])")
LITERALS = frozenset({"true", "false", "null"})
_PROTOTYPE = frozenset({"constructor", "prototype", "has_own_property", "to_string", "value_of", "hasownproperty"})
_FOLDED = {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ł": "l", "Ł": "L", "đ": "d"}


def entity_name(raw: str, notes: Notes, path: str = "") -> str:
    """PascalCase and singular: `order items` → `OrderItem`. Raises BadInput for a name that is unsafe."""
    plain = _plain(raw, "entity", path, notes)
    *head, tail = words(plain)
    made = pascal("_".join((*head, singular(tail))))
    _length(made, raw, path)
    if snake(made) in RESERVED:
        raise _refused(raw, path, f"`{made}` is a table of the backend itself.", "Give the entity another name.")
    if made.lower() != raw.strip().lower().replace(" ", "").replace("_", "").replace("-", ""):
        notes.assume(f"`{raw.strip()}` is the entity {made}.")
    return made


def attribute_name(raw: str, notes: Notes, path: str = "") -> str:
    """snake_case: `dueDate` → `due_date`. Raises BadInput for a name that is unsafe."""
    made = _E_MAIL.sub("email", snake(_plain(raw, "attribute", path, notes)))
    _length(made, raw, path)
    if made in LITERALS:
        raise _refused(raw, path, f"`{made}` is a literal.", "Give the attribute another name.")
    if made in _PROTOTYPE:
        notes.assume(f"The attribute `{raw.strip()}` is named `{made}_value`: the bare name is unsafe in JSON objects.")
        return f"{made}_value"
    return made


def role_name(raw: str, notes: Notes, path: str = "") -> str:
    """snake_case and singular: `Admins` → `admin`."""
    plain = _plain(raw, "role", path, notes)
    *head, tail = words(plain)
    made = "_".join((*head, singular(tail)))
    _length(made, raw, path)
    if made in {"public", "authenticated"}:
        raise _refused(raw, path, f"`{made}` is a word of the permission language.", "Give the role another name.")
    return made


def blueprint_name(raw: str) -> str:
    """A name for the whole backend; what is unsafe in it is dropped."""
    ascii_only = unicodedata.normalize("NFKD", raw).encode("ascii", "ignore").decode()
    parts = [part for part in words(re.sub(r"[^A-Za-z0-9]+", " ", ascii_only)) if part]
    while parts and not parts[0][0].isalpha():
        parts.pop(0)
    made = "_".join(parts)[:LONGEST].rstrip("_")
    return made or "backend"


def _plain(raw: str, what: str, path: str, notes: Notes) -> str:
    text = unicodedata.normalize("NFKC", raw).strip()
    if not text:
        raise _refused(raw, path, f"The {what} has no name.", "Give it one.")
    if len(text) > 4 * LONGEST:
        raise _refused(raw, path, f"The name of the {what} is too long.", f"Use at most {LONGEST} letters.")
    if text.startswith("__") or text.endswith("__"):
        raise _refused(raw, path, f"{_shown(raw)} is not a safe name.", "Use letters, digits and single underscores.")
    folded = _fold(text)
    if not folded.isascii():
        raise _refused(
            raw,
            path,
            f"{_shown(raw)} has letters that are not Latin.",
            "Names become code: write them with the letters A to Z.",
        )
    if not _PLAIN.fullmatch(folded):
        raise _refused(
            raw,
            path,
            f"{_shown(raw)} is not a safe name.",
            "Start with a letter and use only letters, digits, spaces, `-` and `_`.",
        )
    if folded != text:
        notes.assume(f"The {what} `{text}` is written `{folded}` in names.")
    return folded


def _fold(text: str) -> str:
    """Accents go from Latin letters; letters of other scripts stay, so that they are refused."""
    out = []
    for letter in text:
        if letter in _FOLDED:
            out.append(_FOLDED[letter])
        elif "LATIN" in unicodedata.name(letter, ""):
            out.append(
                "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
            )
        else:
            out.append(letter)
    return "".join(out)


def _length(made: str, raw: str, path: str) -> None:
    if not made or len(made) > LONGEST:
        raise _refused(raw, path, f"{_shown(raw)} is too long for a name.", f"Use at most {LONGEST} letters.")


def _refused(raw: str, path: str, message: str, hint: str) -> BadInput:
    return BadInput(message, hint=hint, code="unsafe-name", path=path)


def _shown(raw: str) -> str:
    text = raw if len(raw) <= 60 else f"{raw[:60]}…"
    return repr(text)
