"""What the error of a model's client means: which fault, whether it may pass, what the server says of it.

Clients are told apart by what their errors carry, not by their classes, so that any client will do.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from agent.model.faults import NONSENSE, RATE_LIMITED, REFUSED, REJECTED, TIMEOUT, UNAVAILABLE, Fault, cut_off
from agent.model.port import Usage

_NOT_DONE = Usage()
"""What an attempt cost that the server turned away."""
_WORDS = 200
"""Characters of the server's own words that are told."""
_NO_CREDIT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_NOT_CONNECTED = frozenset({"ConnectTimeout", "PoolTimeout"})
_FILTERED = frozenset({"content_filter", "content_policy_violation"})


class AnswerTooLong(ValueError):
    """The server sends more than any answer needs."""


class AnswerPacked(ValueError):
    """The server packs its answer, which nobody asked for."""


class AnswerBroken(ConnectionError):
    """The connection ended in the midst of the answer."""


class Redirected(ValueError):
    """The server sends us to another place."""


def fault_of(error: Exception, name: str, *, come: str | None = None, secret: str = "") -> Fault:
    """The fault that a client's error stands for.

    `come`: the part of the answer that had come, if any had. `secret` is blotted out of the server's words.
    """
    chain, received = list(_chain(error)), come or ""
    if any(isinstance(item, AnswerTooLong) for item in chain):
        return _nonsense(name, "its answer has no end", received)
    if any(isinstance(item, AnswerPacked) for item in chain):
        return _nonsense(name, "it is packed, which nobody asked for")
    if any(isinstance(item, Redirected) for item in chain):
        return Fault(
            f"The server of the model {name} redirects to another place, which is not asked.",
            hint="Check the server's address, or give the one that it redirects to.",
            code=REJECTED,
            usage=_NOT_DONE,
        )
    status = _status(error)
    if status is not None:
        return _of_status(error, status, name, secret)
    if any(isinstance(item, TimeoutError) or "Timeout" in type(item).__name__ for item in chain):
        # Where the time went by before there was a connection, the server did no work.
        free = any(type(item).__name__ in _NOT_CONNECTED for item in chain)
        return Fault(
            f"The model {name} took too long to answer.",
            hint="Allow more time, or ask for less.",
            code=TIMEOUT,
            usage=_NOT_DONE if free else None,
            received=received,
        )
    if _body(error):
        return _of_status(error, 0, name, secret)
    if come is not None and not isinstance(error, ValueError | LookupError | TypeError | AttributeError):
        return cut_off(name, received)
    if _disconnected(chain):
        # Where no connection came about, the server did no work.
        free = any("ConnectError" in type(item).__name__ or isinstance(item, ConnectionRefusedError) for item in chain)
        return Fault(
            f"The server of the model {name} cannot be reached, or broke off.",
            hint="Check that it runs, and its address.",
            code=UNAVAILABLE,
            passing=True,
            usage=_NOT_DONE if free else None,
            begun=any(isinstance(item, AnswerBroken) for item in chain),
        )
    if isinstance(error, NotImplementedError):
        return Fault(
            f"The model {name} cannot be given tools.", hint="Choose a model that can.", code=REJECTED, usage=_NOT_DONE
        )
    return _nonsense(name, type(error).__name__, received)


def server_words(error: Exception) -> str:
    """What the server said of the error, in lower case: to look for a word, not to show."""
    return f"{getattr(error, 'param', '')} {getattr(error, 'message', error)}".lower()


def _of_status(error: Exception, status: int, name: str, secret: str) -> Fault:
    """`status` is 0 where the server says that it failed, and not how."""
    words = _shown(error, secret)
    codes = {str(getattr(error, "code", None)), str(_body(error).get("code")), str(_body(error).get("type"))}
    if status == 429 and codes & _NO_CREDIT:
        return Fault(
            f"The account has no credit left for the model {name}.{words}",
            hint="Add credit, or use another key or server.",
            code=RATE_LIMITED,
            usage=_NOT_DONE,
        )
    if status == 429:
        return Fault(
            f"The server of the model {name} takes no more calls at present.{words}",
            hint="Try again later, or use another model.",
            code=RATE_LIMITED,
            passing=True,
            wait_seconds=_wait(error),
            usage=_NOT_DONE,
        )
    if codes & _FILTERED:
        return Fault(
            f"The server of the model {name} refused the request for its content.{words}",
            hint="Say it in other words, or use another model.",
            code=REFUSED,
            usage=_NOT_DONE,
        )
    if status >= 500 or status in (0, 408):
        told = f" (status {status})" if status else ""
        return Fault(
            f"The server of the model {name} failed{told}.{words}",
            hint="Try again later, or use another server.",
            code=UNAVAILABLE,
            passing=True,
            wait_seconds=_wait(error),
        )
    return Fault(
        f"The server of the model {name} rejected the call (status {status}).{words}",
        hint=_REJECTED_HINTS.get(status, "Choose a model that can call tools and has room for the prompt."),
        code=REJECTED,
        usage=_NOT_DONE,
    )


_REJECTED_HINTS: Mapping[int, str] = {
    401: "Check the key.",
    403: "Check the key and what it may use.",
    404: "Check the model's name and the server's address.",
}


def _nonsense(name: str, why: str, received: str = "") -> Fault:
    return Fault(
        f"The answer of the model {name} cannot be read: {why}.",
        hint="Check the server's address and the model's name, or try another model.",
        code=NONSENSE,
        received=received,
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came from."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        yield error
        error = error.__cause__


def _disconnected(chain: list[BaseException]) -> bool:
    names = {type(item).__name__ for item in chain}
    # A client's bare APIError is one that came in a stream.
    return bool(names & {"APIConnectionError", "APIError"}) or any(isinstance(item, OSError) for item in chain)


def _status(error: Exception) -> int | None:
    """The HTTP status, or the one that the body of an answer states that was otherwise a success."""
    status = getattr(error, "status_code", None)
    if status is None:
        status = _body(error).get("code")
    text = str(status)
    return int(text) if len(text) == 3 and text.isascii() and text.isdigit() and "4" <= text[0] <= "5" else None


def _body(error: Exception) -> Mapping[str, object]:
    for found in (getattr(error, "body", None), *error.args[:1]):
        if isinstance(found, Mapping):
            inner = found.get("error")
            return inner if isinstance(inner, Mapping) else found
    return {}


def _shown(error: Exception, secret: str) -> str:
    """The server's own words as a further sentence, made safe to show."""
    said = _body(error).get("message")
    if not isinstance(said, str):
        return ""
    plain = "".join(character if character.isprintable() else " " for character in said)
    if secret:
        plain = plain.replace(secret, "…")
    plain = " ".join(plain.split())[:_WORDS].rstrip(". ")
    return f" It says: {plain}." if plain else ""


def _wait(error: Exception) -> float | None:
    """Seconds that the server asks to wait, by a number or by a date that is read against its own."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    if headers is None:
        return None
    said = str(headers.get("retry-after", "")).strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    then, now = _date(said), _date(str(headers.get("date", "")))
    return max(0.0, (then - now).total_seconds()) if then and now else None


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        # A number in it may be of any size.
        return None
    return found if found.tzinfo else None
