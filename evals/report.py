"""What a run of suites found: figures, the samples behind them, and what they must reach."""

from collections.abc import Mapping
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, JsonValue

from tools.errors import BadInput, CheckFailed

Figures = dict[str, float]
"""`scorer.metric` → mean over the scored samples, rounded to four digits."""


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SampleResult(_Plain):
    """One sample: the values of the scorers that scored it, and their words."""

    id: str
    values: Figures
    explanations: dict[str, str]
    error: str = ""
    """The planner broke down; that is a fault, and no outcome."""


class SuiteReport(_Plain):
    suite: str
    figures: Figures
    samples: tuple[SampleResult, ...]

    @property
    def errors(self) -> tuple[str, ...]:
        return tuple(f"{sample.id}: {sample.error}" for sample in self.samples if sample.error)


class Report(_Plain):
    """All suites of one run, by name."""

    suites: dict[str, SuiteReport]

    def to_json(self) -> dict[str, JsonValue]:
        plain: dict[str, JsonValue] = self.model_dump(mode="json")
        return plain

    def deltas(self, baseline: Mapping[str, Figures]) -> dict[str, Figures]:
        """Suite → figure → difference to the baseline, for figures that both know."""
        return {
            name: {
                figure: round(value - baseline[name][figure], 4)
                for figure, value in suite.figures.items()
                if figure in baseline[name]
            }
            for name, suite in self.suites.items()
            if name in baseline
        }

    def demand(self) -> None:
        """Raises CheckFailed, naming each figure below its bar and each sample that broke down."""
        bars = committed("bars.yaml")
        findings = [
            f"{name}: {figure} is {suite.figures.get(figure, 0.0):.4f}, below {bar}"
            for name, suite in self.suites.items()
            for figure, bar in bars.get(name, {}).items()
            if suite.figures.get(figure, 0.0) < bar
        ]
        findings += [f"{name}: {error}" for name, suite in self.suites.items() for error in suite.errors]
        if findings:
            raise CheckFailed(
                "The evals are below the bar.",
                hint="The samples' explanations say what is missing and what is false.",
                code="below-the-bar",
                findings=findings,
            )


def committed(name: str) -> dict[str, Figures]:
    """Figures by suite, from a file in `evals/baselines`. Raises BadInput when there is none of that name."""
    file = resources.files("evals") / "baselines" / name
    if "/" in name or not file.is_file():
        raise BadInput(f"There is no baseline {name!r}.", hint="They lie in evals/baselines.")
    loaded: dict[str, Figures] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded
