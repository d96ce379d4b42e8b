from pathlib import Path

import pytest

from tools.validators.evidence import Evidence
from tools.validators.static import placeholders, schemas, syntax
from tools.validators.static.registry import check_static, static_validators

COMPOSE = "services:\n  db:\n    image: postgres\n"
WORKFLOW = "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n"


def project(folder: Path, **files: str) -> Path:
    """Files by name, with ``__`` for a slash and ``_`` before the suffix."""
    for name, text in files.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def row(rows: list[Evidence] | tuple[Evidence, ...], subject: str) -> Evidence:
    return next(row for row in rows if row.subject == subject)


def test_the_validators_of_this_package_are_found() -> None:
    assert {"syntax", "placeholders", "check-jsonschema"} <= {entry.name for entry in static_validators()}


def test_a_sound_folder_has_no_failures(tmp_path: Path) -> None:
    rows = check_static(project(tmp_path, app__main_py="x = 1\n", compose_yaml=COMPOSE))
    assert {entry.status for entry in rows} <= {"passed", "not_applicable"}
    assert row(rows, "compose-spec").status == "passed"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a_js", "const = 1;"),
        ("a_json", '{"x": }'),
        ("a_py", "def f(:\n"),
        ("a_svg", "<svg><g></svg>"),
        ("a_toml", "x = \n"),
        ("a_ts", "type A = ;\n"),
        ("a_yaml", "x: [1\n"),
        ("a_yml", "x: !!python/object:os.system {}\n"),
        ("a_json", "[" * 100_000),
    ],
)
def test_a_file_that_does_not_parse_is_found(tmp_path: Path, name: str, text: str) -> None:
    rows = list(syntax.VALIDATOR.run(project(tmp_path, **{name: text}), {}))
    failed = [entry for entry in rows if entry.status == "failed"]
    assert [finding.where for entry in failed for finding in entry.findings] == [name.replace("_", ".")]


def test_what_is_not_text_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xff\xfe")
    assert row(list(syntax.VALIDATOR.run(tmp_path, {})), ".py files").status == "failed"


@pytest.mark.parametrize(
    "line",
    [
        "# TO" + "DO: write this",
        "// FIX" + "ME(me): that",
        "raise NotImplemented" + "Error",
        "throw new Error('Not " + "implemented');",
        "# your code goes here",
        "{% if x %}",
    ],
)
def test_a_placeholder_is_found_with_its_line(tmp_path: Path, line: str) -> None:
    (found,) = placeholders.VALIDATOR.run(project(tmp_path, app__x_py=f"y = 1\n{line}\n"), {})
    assert [finding.where for finding in found.findings] == ["app/x.py:2"]


@pytest.mark.parametrize("line", ["# TO" + "DO API", "STATUS = 'TO" + "DO'", "run: ${{ matrix.x }}", "100 % }"])
def test_words_of_a_domain_are_no_placeholders(tmp_path: Path, line: str) -> None:
    (found,) = placeholders.VALIDATOR.run(project(tmp_path, x_md=line), {})
    assert found.status == "passed"


def test_what_tools_made_is_not_looked_at(tmp_path: Path) -> None:
    folder = project(tmp_path, node_modules__x_json="{", **{".venv__y_py": "def"})
    assert {entry.status for entry in check_static(folder)} <= {"passed", "not_applicable"}


def test_a_compose_file_against_its_schema(tmp_path: Path) -> None:
    rows = schemas.VALIDATOR.run(project(tmp_path, compose_yaml=COMPOSE.replace("image", "imagine")), {})
    failed = row(list(rows), "compose-spec")
    assert failed.status == "failed"
    assert failed.findings[0].where.startswith("compose.yaml")


def test_a_workflow_against_its_schema(tmp_path: Path) -> None:
    good = project(tmp_path / "good", **{".github__workflows__ci_yml": WORKFLOW})
    bad = project(tmp_path / "bad", **{".github__workflows__ci_yml": WORKFLOW.replace("runs-on", "runs")})
    broken = project(tmp_path / "broken", **{".github__workflows__ci_yml": "on: [\n"})
    statuses = [
        row(list(schemas.VALIDATOR.run(folder, {})), "github-workflows").status for folder in (good, bad, broken)
    ]
    assert statuses == ["passed", "failed", "failed"]


def test_a_check_without_files_does_not_apply(tmp_path: Path) -> None:
    assert {entry.status for entry in schemas.VALIDATOR.run(tmp_path, {})} == {"not_applicable"}
