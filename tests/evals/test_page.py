"""The page of a report: figures, plots, and what was missed."""

from html.parser import HTMLParser

from evals.__main__ import PAGE
from evals.page import page, plot
from evals.report import Report, SampleResult, SuiteReport, committed

SAMPLES = (
    SampleResult(id="good", values={"entities.f1": 1.0}, explanations={"entities": "2 right"}),
    SampleResult(id="<bad>", values={"entities.f1": 0.5}, explanations={"entities": "missing: A & B"}),
    SampleResult(id="broken", values={}, explanations={}, error="it <fell>"),
)
REPORT = Report(suites={"tiny": SuiteReport(suite="tiny", figures={"entities.f1": 0.75}, samples=SAMPLES)})


def _page(least: float = 0.5) -> str:
    return page(REPORT, {"tiny": {"entities.f1": 0.7}}, {"tiny": {"entities.f1": least}})


def test_figures_stand_with_their_difference_to_the_baseline() -> None:
    assert "0.7500  +0.0500" in _page()


def test_a_figure_below_its_bar_has_another_colour() -> None:
    assert "#b3261e" not in _page(0.5).partition("<body>")[2]
    assert "#b3261e" in _page(0.9).partition("<body>")[2]


def test_what_is_missed_is_told_the_worst_first_and_what_misses_nothing_is_not() -> None:
    text = _page()
    assert "<td>good</td>" not in text
    assert text.index("broken") < text.index("&lt;bad&gt;")
    assert "missing: A &amp; B" in text
    assert "it &lt;fell&gt;" in text


def test_it_is_one_well_formed_page_without_scripts_and_the_same_again() -> None:
    text = _page()
    reader = _Tags()
    reader.feed(text)
    assert reader.open == []
    assert reader.seen >= {"html", "head", "body", "svg", "table"}
    assert not {"script", "link", "img"} & reader.seen
    assert text == _page()


def test_what_held_back_samples_miss_is_not_shown() -> None:
    report = Report(suites={"tiny-held-back": REPORT.suites["tiny"].model_copy(update={"suite": "tiny-held-back"})})
    text = page(report, {}, {})
    assert "0.7500" in text
    assert "missing: A" not in text


def test_the_page_in_docs_shows_the_committed_figures() -> None:
    text, bars = PAGE.read_text(encoding="utf-8"), committed("bars.yaml")
    for name, figures in committed("baseline.yaml").items():
        assert plot(figures, {}, bars.get(name, {})) in text, name


class _Tags(HTMLParser):
    """Which tags there are, and which were never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
