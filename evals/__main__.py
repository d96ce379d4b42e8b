"""`python -m evals`: runs the suites, prints the figures, keeps the baseline."""

import argparse
import os
import sys
from importlib import resources
from pathlib import Path

import yaml

from evals.page import page
from evals.report import Report, committed
from evals.run import run
from evals.suites import SUITES
from tools.errors import AgentError

BASELINE = "baseline.yaml"
PAGE = Path(__file__).parents[1] / "docs" / "evals.html"
"""The report of the committed baseline."""


def main(arguments: list[str] | None = None) -> int:
    """0 when every figure reaches its bar, 1 when one does not, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("suites", nargs="*", help=f"of: {', '.join(SUITES)}; none means all")
    parser.add_argument(
        "--update-baseline",
        action="store_true",
        help="write the figures as the new baseline, and docs/evals.html where all suites were run",
    )
    parser.add_argument("--verbose", action="store_true", help="also say what each sample missed")
    given = parser.parse_args(arguments)
    if given.update_baseline and os.environ.get("CI") == "true":
        parser.error("the baseline is not updated in CI")
    try:
        report = run(given.suites)
        _print(report, verbose=given.verbose)
        if given.update_baseline:
            _keep(report)
        report.demand()
    except AgentError as error:
        print(error, file=sys.stderr)
        print(*getattr(error, "findings", ()), sep="\n", file=sys.stderr)
        return 1 if error.code == "below-the-bar" else 2
    return 0


def _print(report: Report, *, verbose: bool) -> None:
    deltas = report.deltas(committed(BASELINE))
    for name, suite in report.suites.items():
        print(f"{name}: {len(suite.samples)} samples")
        for figure, value in suite.figures.items():
            delta = deltas.get(name, {}).get(figure)
            print(f"  {figure:<28} {value:.4f}" + (f"  {delta:+.4f}" if delta is not None else ""))
        if not verbose:
            continue
        for sample in suite.samples:
            faults = {
                scorer: words
                for scorer, words in sample.explanations.items()
                if any(key.startswith(f"{scorer}.") and value < 1 for key, value in sample.values.items())
            }
            for scorer, words in faults.items():
                print(f"  {sample.id} · {scorer}: {words}")


def _keep(report: Report) -> None:
    file = Path(str(resources.files("evals") / "baselines" / BASELINE))
    figures = {name: suite.figures for name, suite in report.suites.items()}
    file.write_text(yaml.safe_dump(committed(BASELINE) | figures, sort_keys=True), encoding="utf-8")
    if set(report.suites) == set(SUITES):
        PAGE.write_text(page(report, {}, committed("bars.yaml")), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
