"""A failed attempt to ask a model: its code, what it cost, and whether another attempt may help."""

from agent.model.port import ModelFailed, Usage

RATE_LIMITED = "model-rate-limited"
UNAVAILABLE = "model-unavailable"
TIMEOUT = "model-timeout"
REFUSED = "model-refused"
EMPTY = "model-empty"
CUT_OFF = "model-cut-off"
REJECTED = "model-rejected"
NONSENSE = "model-nonsense"
_BEGUN = frozenset({TIMEOUT, CUT_OFF, NONSENSE})


class Fault(ModelFailed):
    """An attempt that failed."""

    def __init__(
        self,
        message: str,
        *,
        hint: str,
        code: str,
        passing: bool = False,
        wait_seconds: float | None = None,
        usage: Usage | None = None,
        begun: bool = False,
        received: str = "",
    ) -> None:
        super().__init__(message, hint=hint, code=code)
        self.passing = passing
        """Whether another attempt may help."""
        self.wait_seconds = wait_seconds
        """How long the server asks to wait; None: it does not say."""
        self.usage = usage
        """None: unknown, for the server may have worked on it."""
        self.begun = begun or code in _BEGUN
        """Whether the server had begun to answer, or had all the time to."""
        self.received = received
        """What had come of the answer; empty where that is not known."""


class Adapted(Fault):
    """The server rejects a setting; the model will not send it again, so the same call may be made at once."""


def cut_off(name: str, received: str = "") -> Fault:
    """The answer ended before it was whole."""
    return Fault(
        f"The answer of the model {name} broke off midway.",
        hint="Try again.",
        code=CUT_OFF,
        passing=True,
        received=received,
    )


def empty(name: str, usage: Usage) -> Fault:
    """The model answered neither words nor calls."""
    return Fault(f"The model {name} gave an empty answer.", hint="Try another model.", code=EMPTY, usage=usage)
