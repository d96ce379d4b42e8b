"""Runs suites through Inspect and gathers their figures."""

import threading
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from agent.model.port import ModelPort
from evals.model import using
from evals.report import Figures, Report, SampleResult, SuiteReport
from evals.suites import SUITES
from tools.errors import Unsupported

if TYPE_CHECKING:
    from inspect_ai.log import EvalSample
    from inspect_ai.scorer import Score

_TURN = threading.Lock()
"""Inspect runs one evaluation at a time in a process."""
LOGS = Path("logs")
"""Where Inspect's logs go unless said; `inspect view` shows them."""


def run(suites: Iterable[str] = (), log_dir: Path = LOGS, model: ModelPort | None = None) -> Report:
    """Runs the named suites (all when none is named); the planners' ones with the model, where one is given.

    Raises Unsupported for a suite that does not exist. Whether the figures are good enough is for
    `Report.demand` to say.
    """
    names = tuple(dict.fromkeys(suites)) or tuple(SUITES)
    for name in names:
        if name not in SUITES:
            raise Unsupported("eval suite", name, SUITES)
    with _TURN, using(model):
        return Report(suites={name: _run(name, log_dir) for name in names})


def _run(name: str, log_dir: Path) -> SuiteReport:
    from inspect_ai import eval as inspect_eval

    [log] = inspect_eval(
        SUITES[name](),
        model="none/none",
        display="none",
        log_dir=str(log_dir),
        fail_on_error=False,
        log_level="error",
    )
    samples = tuple(sorted((_result(sample) for sample in log.samples or []), key=lambda item: item.id))
    return SuiteReport(suite=name, figures=_means(samples), samples=samples)


def _result(sample: "EvalSample") -> SampleResult:
    scores = sample.scores or {}
    return SampleResult(
        id=str(sample.id),
        values={key: value for name, score in scores.items() for key, value in _values(name, score).items()},
        explanations={name: score.explanation for name, score in scores.items() if score.explanation},
        error=sample.error.message if sample.error else "",
    )


def _values(name: str, score: "Score") -> Figures:
    if not isinstance(score.value, dict):
        return {}
    return {f"{name}.{metric}": float(value) for metric, value in score.value.items() if isinstance(value, int | float)}


def _means(samples: tuple[SampleResult, ...]) -> Figures:
    """Means over the samples that a figure was scored for; a sample that broke down spoils the run anyway."""
    figures = sorted({figure for sample in samples for figure in sample.values})
    means: Figures = {}
    for figure in figures:
        values = [sample.values[figure] for sample in samples if figure in sample.values]
        means[figure] = round(fmean(values), 4)
    return means
