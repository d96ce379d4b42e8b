"""Plays the cases of a plan; the standard library alone."""

import time
from collections.abc import Callable, Iterator
from typing import Any, TypedDict

from .steps import Session, StepFailed
from .values import ControlFailed, MissingVariable, Uncontrolled, Variables

MAX_FINDINGS = 8
MADE = ("", "")
"""A fixture that is there."""
Control = Callable[[str, dict[str, Any]], Any]


class Outcome(TypedDict):
    """What became of one case; ``findings`` pairs the request with what was wrong about the answer."""

    id: str
    check: str
    subject: str
    status: str
    reason: str
    findings: list[dict[str, str]]
    duration_ms: int


class Player:
    """Plays cases one after the other; fixtures are made once, when first needed."""

    def __init__(
        self, plan: dict[str, Any], base_url: str, variables: dict[str, Any], control: Control | None = None
    ) -> None:
        self._plan = plan
        self._session = Session(base_url, Variables(variables), control, plan.get("errors"), plan.get("carrier"))
        self._fixtures: dict[str, tuple[str, str]] = {}

    def play(self, boot: str, only: Callable[[dict[str, Any]], bool] | None = None) -> Iterator[Outcome]:
        """The outcome of each case of a boot, in the plan's order."""
        for case in self._plan["cases"]:
            if case["boot"] == boot and (only is None or only(case)):
                yield self._case(case)

    def filled(self, template: Any) -> Any:
        """The template with every saved value put in."""
        return self._session.variables.filled(template)

    def tokens(self) -> list[str]:
        """Every token that actors were given."""
        return self._session.tokens()

    def _case(self, case: dict[str, Any]) -> Outcome:
        started = time.monotonic()
        status, reason = "passed", ""
        findings: list[dict[str, str]] = []
        broken = next((told for told in map(self._fixture, case.get("needs", [])) if told != MADE), None)
        if broken is not None:
            status, reason = broken
        else:
            reason, findings = self._steps(case["steps"])
            if reason:
                status = "skipped"
            elif findings:
                status = "failed"
        return Outcome(
            id=case["id"], check=case["check"], subject=case["subject"], status=status, reason=reason,
            findings=findings, duration_ms=int((time.monotonic() - started) * 1000),
        )  # fmt: skip

    def _steps(self, steps: list[dict[str, Any]]) -> tuple[str, list[dict[str, str]]]:
        """Why it could not be played, or what went wrong; goes on after a failure that nothing rests on."""
        findings: list[dict[str, str]] = []
        for step in steps:
            try:
                self._session.run(step)
            except StepFailed as failed:
                findings += [{"where": failed.where, "message": fault} for fault in failed.faults]
                if "save" in step or step.get("last") or len(findings) >= MAX_FINDINGS:
                    break
            except Uncontrolled as missing:
                return str(missing), []
            except (ControlFailed, MissingVariable) as missing:
                findings.append({"where": step["do"], "message": str(missing)})
                break
        return "", findings[:MAX_FINDINGS]

    def _fixture(self, name: str) -> tuple[str, str]:
        """Makes the fixture unless it is made; answers what that does to the case which needs it, and why."""
        if name not in self._fixtures:
            # A fixture in the making counts as made: what it needs cannot need it.
            self._fixtures[name] = MADE
            fixture = self._plan["fixtures"][name]
            broken = next((told for told in map(self._fixture, fixture.get("needs", [])) if told != MADE), None)
            self._fixtures[name] = broken or self._made(name, fixture)
        return self._fixtures[name]

    def _made(self, name: str, fixture: dict[str, Any]) -> tuple[str, str]:
        reason, findings = self._steps(fixture["steps"])
        if reason:
            return "skipped", reason
        told = "; ".join(f"{item['where']}: {item['message']}" for item in findings)
        return ("failed", f"fixture {name}: {told}") if told else MADE
