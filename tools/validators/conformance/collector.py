"""Collects the cases of all checks."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.document import MAIN, Case, NotApplicable
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Suite, Unavailable

P = ParamSpec("P")

API = "api"
"""Subject of checks that are about no single operation."""


class Collector:
    """Takes cases; one that cannot be made from this Blueprint is told as not applicable."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.catalog = suite.catalog
        self.plan = suite.plan
        self.cases: list[Case] = []
        self._ids: dict[str, int] = {}

    def add(
        self,
        check: str,
        subject: OperationPlan | str,
        label: str,
        build: Callable[Concatenate[Script, P], None],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """One case, written by `build(script, *args)`."""
        self.add_to(MAIN, check, subject, label, build, *args, **kwargs)

    def add_to(
        self,
        boot: str,
        check: str,
        subject: OperationPlan | str,
        label: str,
        build: Callable[Concatenate[Script, P], None],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """One case for a server in the given configuration."""
        name = subject if isinstance(subject, str) else subject.name.snake
        script = Script(self.suite)
        try:
            build(script, *args, **kwargs)
        except Unavailable as reason:
            self.none(check, name, f"{label}: {reason}" if label else str(reason))
            return
        identity = "/".join(part for part in (check, name, label) if part)
        seen = self._ids[identity] = self._ids.get(identity, 0) + 1
        if seen > 1:
            identity = f"{identity} ({seen})"
        needs = tuple(dict.fromkeys(script.needs))
        self.cases.append(Case(identity, name, check, tuple(script.steps), needs, boot))

    def none(self, check: str, subject: str, reason: str) -> None:
        """The check does not apply to the subject."""
        self.suite.not_applicable.append(NotApplicable(check, subject, reason))
