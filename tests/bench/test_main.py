"""`python -m bench`: what is asked for, and where its report goes."""

import json
from pathlib import Path

import pytest

from bench import __main__ as program
from bench.figures import Report, Retrieval
from tests.bench.figures import FULL


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(*, rounds: int) -> Retrieval:
        assert FULL.retrieval is not None
        return FULL.retrieval.model_copy(update={"searches": rounds})

    monkeypatch.setattr(program.retrieval, "measure", measure)


@pytest.mark.parametrize("arguments", [["serving", "speed"], ["--stack", "cobol,tape"], ["--fast"]])
def test_what_there_is_not_is_a_wrong_call(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        program.main(arguments)
    assert end.value.code == 2
    assert "error" in capsys.readouterr().err


@pytest.mark.usefixtures("searches")
def test_a_part_of_a_section_lies_where_it_hides_no_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "COMMITTED", tmp_path / "committed")
    monkeypatch.setattr(program, "TRIED", tmp_path / "tried")
    assert program.main(["retrieval", "--quick"]) == 0
    assert sorted(path.name for path in (tmp_path / "tried").iterdir()) == ["REPORT.md", "report.json"]
    assert not (tmp_path / "committed").exists()


@pytest.mark.usefixtures("searches")
def test_the_file_of_numbers_holds_what_was_measured(tmp_path: Path) -> None:
    assert program.main(["retrieval", "--quick", "--out", str(tmp_path)]) == 0
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert told["retrieval"]["searches"] == program.QUICK_ROUNDS
    assert told["quick"] is True
    assert told["serving"] == []


@pytest.mark.usefixtures("searches")
def test_sections_that_are_not_measured_again_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "COMMITTED", tmp_path)
    monkeypatch.setattr(program, "machine", lambda: FULL.machine)
    (tmp_path / "report.json").write_text(FULL.model_dump_json(), encoding="utf-8")
    assert program.main(["retrieval"]) == 0
    told = Report.model_validate_json((tmp_path / "report.json").read_bytes())
    assert told.retrieval is not None
    assert told.retrieval.searches == program.ROUNDS
    assert (told.generation, told.proof, told.serving) == (FULL.generation, FULL.proof, FULL.serving)


@pytest.mark.usefixtures("searches")
def test_what_another_machine_measured_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "COMMITTED", tmp_path)
    monkeypatch.setattr(program, "machine", lambda: FULL.machine.model_copy(update={"cores": 96}))
    (tmp_path / "report.json").write_text(FULL.model_dump_json(), encoding="utf-8")
    assert program.main(["retrieval"]) == 0
    assert Report.model_validate_json((tmp_path / "report.json").read_bytes()).serving == ()
