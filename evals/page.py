"""A report as one page of HTML, with plots: no script, nothing from elsewhere, the same bytes for the same figures."""

import html
from collections.abc import Iterable, Mapping

from evals.report import Figures, Report, SuiteReport

_WIDTH, _ROW, _LABEL, _VALUE = 720, 22, 230, 120
"""Of a plot, in pixels: all of it, one bar's row, the names on the left, the numbers on the right."""
_MOST = 40
"""Samples that are shown of a suite, the worst first."""
HELD_BACK = "held-back"
_HIDDEN = '<p class="small">Its samples are not shown: nobody who works on the planner is to read them.</p>'
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1c2530; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #d8dee6; vertical-align: top; }
svg { width: 100%; height: auto; }
.below { color: #b3261e; } .better { color: #1b6e3c; } .small { color: #5b6775; }
"""


def page(report: Report, baseline: Mapping[str, Figures], bars: Mapping[str, Figures]) -> str:
    """The whole page. `baseline`: what differences are told to; `bars`: what each figure must reach."""
    deltas = report.deltas(baseline)
    parts = [_section(suite, deltas.get(name, {}), bars.get(name, {})) for name, suite in report.suites.items()]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8"><title>Evals</title>',
            f"<style>{_STYLE}</style></head>",
            "<body>",
            "<h1>Evals</h1>",
            "<p>Each bar is a mean over the samples that were scored; the mark on it is what it must reach.</p>",
            *parts,
            "</body>",
            "</html>",
            "",
        ]
    )


def _section(suite: SuiteReport, deltas: Figures, bars: Figures) -> str:
    return "\n".join(
        [
            f"<h2>{html.escape(suite.suite)}</h2>",
            f'<p class="small">{len(suite.samples)} samples</p>',
            plot(suite.figures, deltas, bars),
            _HIDDEN if suite.suite.replace("_", "-").endswith(HELD_BACK) else _samples(suite),
        ]
    )


def plot(figures: Figures, deltas: Figures, bars: Figures) -> str:
    """One bar for each figure, from 0 to 1."""
    span = _WIDTH - _LABEL - _VALUE
    lines = [f'<svg viewBox="0 0 {_WIDTH} {_ROW * len(figures) + 4}" role="img" aria-label="figures">']
    for number, (name, value) in enumerate(figures.items()):
        top, least = number * _ROW, bars.get(name)
        middle = top + _ROW - 7
        color = "#b3261e" if least is not None and value < least else "#3b6ea5"
        lines.append(f'<text x="0" y="{middle}" font-size="13">{html.escape(name)}</text>')
        lines.append(f'<rect x="{_LABEL}" y="{top + 4}" width="{span}" height="{_ROW - 8}" fill="#eef1f5"/>')
        lines.append(
            f'<rect x="{_LABEL}" y="{top + 4}" width="{_long(value, span)}" height="{_ROW - 8}" fill="{color}"/>'
        )
        if least is not None:
            at = _LABEL + _long(least, span)
            lines.append(f'<line x1="{at}" x2="{at}" y1="{top + 1}" y2="{top + _ROW - 2}" stroke="#1c2530"/>')
        told = f"{value:.4f}" + (f"  {deltas[name]:+.4f}" if name in deltas else "")
        lines.append(f'<text x="{_LABEL + span + 8}" y="{middle}" font-size="13">{told}</text>')
    return "\n".join([*lines, "</svg>"])


def _long(value: float, span: int) -> int:
    return round(min(1.0, max(0.0, value)) * span)


def _samples(suite: SuiteReport) -> str:
    """What the worst samples missed, in the words of the scorers."""
    rows = [_row(name, words) for name, words in _faults(suite)]
    if not rows:
        return '<p class="better">No sample misses anything.</p>'
    head = "<tr><th>sample</th><th>what it misses</th></tr>"
    return "\n".join(["<details><summary>samples</summary>", "<table>", head, *rows, "</table>", "</details>"])


def _faults(suite: SuiteReport) -> Iterable[tuple[str, list[str]]]:
    """Samples and their faults, those with the lowest mean first, then by name."""
    found = []
    for sample in suite.samples:
        faults = [
            f"{scorer}: {words}"
            for scorer, words in sorted(sample.explanations.items())
            if any(key.startswith(f"{scorer}.") and value < 1 for key, value in sample.values.items())
        ]
        faults += [f"broke down: {sample.error}"] if sample.error else []
        if faults:
            mean = sum(sample.values.values()) / len(sample.values) if sample.values else 0.0
            found.append((round(mean, 6), sample.id, faults))
    return [(name, faults) for _, name, faults in sorted(found)[:_MOST]]


def _row(name: str, faults: list[str]) -> str:
    told = "<br>".join(html.escape(fault) for fault in faults)
    return f"<tr><td>{html.escape(name)}</td><td>{told}</td></tr>"
