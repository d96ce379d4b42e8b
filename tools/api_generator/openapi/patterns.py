"""Regular expressions of the contract: anchored, and read alike by every JSON Schema validator."""

NO_NUL = r"^[^\x00]*$"
"""Any string that can be stored: NUL is what some stores cannot keep."""

MEMBER_NAME = r"^[^\x00\[\]]+$"
"""Names that stand between the brackets of a parameter."""

_YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]0{2}|[1-9]0{3})"
_DAY = f"{_YEAR}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_HOUR = "([01][0-9]|2[0-3])"
_CLOCK = f"{_HOUR}:[0-5][0-9]:[0-5][0-9]"

DATE = f"^{_DAY}$"
DATETIME = rf"^{_DAY}T{_CLOCK}(\.[0-9]{{1,9}})?(Z|[+-]{_HOUR}:[0-5][0-9])$"
DATETIME_ANSWERED = rf"^{_DAY}T{_CLOCK}\.[0-9]{{3}}Z$"
UUID = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"
UUID_ANSWERED = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"

_SEXTET = "[A-Za-z0-9+/]"
_MOST_COUNTED = 1000
"""Greatest repeat count that common engines take."""


def whole(pattern: str) -> str:
    """A pattern of VALUES.md, anchored; what engines read differently is spelt so that they agree."""
    text = _portable(pattern)
    return f"^({text})$" if _has_alternatives(text) else f"^{text}$"


def base64(least: int, most: int) -> str:
    """Padded base64 of `least` to `most` bytes, as far as a pattern can tell."""
    ends = (f"{_SEXTET}{{2}}==", f"{_SEXTET}{{3}}=")
    groups, rest = divmod(most, 3)
    if groups > _MOST_COUNTED:
        return f"^({_SEXTET}{{4}})*({'|'.join(ends)})?$"
    body = f"({_SEXTET}{{4}})"
    if rest == 2:
        text = f"{body}{{0,{groups}}}({'|'.join(ends)})?"
    elif rest == 1:
        text = f"({body}{{0,{groups}}}({ends[0]})?"
        text += f"|{body}{{0,{groups - 1}}}{ends[1]})" if groups else ")"
    else:
        text = f"({body}{{0,{groups}}}|{body}{{0,{groups - 1}}}({'|'.join(ends)}))"
    return f"^{text}$"


def base64_length(most: int) -> int:
    """Longest text that is sure to hold no more than `most` bytes where the pattern cannot count them."""
    groups, rest = divmod(most, 3)
    exact = groups <= _MOST_COUNTED
    return 4 * groups + (4 if rest and exact else 0)


def _portable(pattern: str) -> str:
    """The same pattern for ECMAScript's Unicode mode and for engines with nested classes."""
    text, position, inside = [], 0, False
    while position < len(pattern):
        char = pattern[position]
        taken = pattern[position : position + 2] if char == "\\" else char
        position += len(taken)
        if not inside and taken == "[":
            inside = True
            if pattern[position : position + 1] == "^":
                position += 1
                taken = r"[^\x00"
        elif inside and taken == "]":
            inside = False
        elif inside and taken == "[":
            taken = r"\["
        elif not inside and taken == r"\-":
            taken = "-"
        text.append(taken)
    return "".join(text)


def _has_alternatives(pattern: str) -> bool:
    """Whether a `|` stands outside all groups and classes."""
    depth, inside, position = 0, False, 0
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            position += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            return True
        position += 1
    return False
