"""Collects what planning assumes, asks, leaves out and warns of, each thing once and in order."""

from agent.planner.draft import Question


class Notes:
    """The running list; modules of the planner write to it, the draft shows it."""

    def __init__(self) -> None:
        self._assumptions: dict[str, None] = {}
        self._questions: dict[str, Question] = {}
        self._unplaced: dict[str, None] = {}
        self._risks: dict[str, None] = {}
        self._rules: set[str] = set()

    def assume(self, text: str, rule: str | None = None) -> None:
        """Something taken as so that was not said; `rule` names the rule it rests on."""
        if rule is not None:
            self._rules.add(rule)
            text = f"{text} [{rule}]"
        self._assumptions.setdefault(text)

    def apply(self, rule: str) -> None:
        """A rule was followed without an assumption to tell."""
        self._rules.add(rule)

    def ask(self, id: str, text: str, default: str) -> None:
        self._questions.setdefault(id, Question(id=id, text=text, default=default))

    def leave(self, text: str) -> None:
        """Something said that found no place."""
        self._unplaced.setdefault(text)

    def warn(self, text: str) -> None:
        self._risks.setdefault(text)

    @property
    def assumptions(self) -> tuple[str, ...]:
        return tuple(self._assumptions)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(self._questions.values())

    @property
    def unplaced(self) -> tuple[str, ...]:
        return tuple(self._unplaced)

    @property
    def risks(self) -> tuple[str, ...]:
        return tuple(self._risks)

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(sorted(self._rules))
