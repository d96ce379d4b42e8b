"""What the Blueprint's author wrote is no placeholder; what the generator left is one, whoever wrote what."""

from pathlib import Path

import pytest

from tests.golden import write_tree
from tests.tools.code_generator.outputs import output_of, plan_of
from tests.tools.code_generator.texts import hostile
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.evidence import Finding
from tools.validators.static import placeholders
from tools.validators.static.user_texts import blanked

RAW = "{% raw %}"
TODO = "TO" + "DO: see `x` & \\x41"
LONG = "long " * 40 + f"{RAW} NotImplemented" + "Error"
TEXTS = [RAW, TODO, LONG, "FIX" + "ME(me): <b>", "NotImplemented" + "Error"]
PLANTED = "{% if planted %}"


@pytest.fixture(scope="module")
def plan() -> RenderPlan:
    return plan_of(hostile(TEXTS), "postgresql")


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    return output_of(hostile(TEXTS), "postgresql")


def findings(folder: Path, plan: RenderPlan | None) -> list[Finding]:
    (row,) = placeholders.VALIDATOR.run(folder, {} if plan is None else {"plan": plan})
    return list(row.findings)


def test_texts_of_the_blueprint_pass_in_every_file(plan: RenderPlan, printed: dict[str, str], tmp_path: Path) -> None:
    write_tree(tmp_path, printed)
    assert findings(tmp_path, plan) == []
    assert {Path(finding.where.rpartition(":")[0]).suffix for finding in findings(tmp_path, None)} >= {".html", ".py"}


@pytest.mark.parametrize("leftover", [PLANTED, RAW, "# TO" + "DO: see", "raise NotImplemented" + "Error"])
@pytest.mark.parametrize("file", ["app/main.py", "app/models/label.py", "compose.yaml", "Dockerfile"])
def test_a_leftover_in_code_is_found_though_a_text_says_the_same(
    plan: RenderPlan, printed: dict[str, str], tmp_path: Path, file: str, leftover: str
) -> None:
    content = printed[file]
    comment = leftover if leftover.startswith(("#", "raise")) else f"# {leftover}"
    write_tree(tmp_path, printed | {file: f"{content}{comment}\n"})
    assert [finding.where for finding in findings(tmp_path, plan)] == [f"{file}:{content.count(chr(10)) + 1}"]


@pytest.mark.parametrize("file", ["README.md", "docs.html", "openapi.json", "schema.graphql", "database/schema.sql"])
def test_a_leftover_among_texts_is_found(plan: RenderPlan, printed: dict[str, str], tmp_path: Path, file: str) -> None:
    write_tree(tmp_path, printed | {file: printed[file] + PLANTED})
    assert [finding.message for finding in findings(tmp_path, plan)] == [PLANTED]


def test_a_leftover_in_a_string_is_found(plan: RenderPlan, printed: dict[str, str], tmp_path: Path) -> None:
    write_tree(tmp_path, printed | {"app/main.py": f'{printed["app/main.py"]}_LEFT = "{PLANTED}"\n'})
    assert [finding.message for finding in findings(tmp_path, plan)] == [PLANTED]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a.html", "<p>a &lt;b&gt; <code>{% raw %}</code> &amp; &quot;c&quot;</p>"),
        ("a.py", 'X = "a <b> `{% raw %}` & \\"c\\""\n'),
        ("a.py", "X = 'a <b> \\x60{% raw %}\\x60 & \"c\"'\n"),
        ("a.py", '"""a <b> `{% raw %}` & \'c\'"""\n'),
        ("a.py", '"""a <b> `{% raw %…"""\n'),
        ("a.ts", "const x = 'a <b> `{% raw %}` & \\x22c\"';\n"),
        ("a.ts", 'const x = `a <b> \\`{% raw %}\\u{60} & "c"`;\n'),
        ("a.ts", "/** a <b> `{% raw %}` & 'c' */\nconst x = 1;\n"),
        ("a.ts", "/** a <b> `{% raw %… */\nconst x = 1;\n"),
        ("a.md", 'a \\<b\\> \\`\\{% raw %\\}\\` \\& "c"'),
        ("a.sql", "COMMENT ON x IS 'a <b> `{% raw %}` & \"c\"'"),
        ("a.json", '{"x": "a <b> `{% raw %}` & \\"c\\""}'),
    ],
)
def test_a_text_is_known_however_its_file_quotes_it(file: str, content: str) -> None:
    assert "raw" not in blanked(Path(file), content, ['a <b> `{% raw %}` & "c"'])


@pytest.mark.parametrize("file", ["a.py", "a.yaml", "Dockerfile"])
def test_a_comment_of_code_is_no_place_for_a_text(file: str) -> None:
    assert blanked(Path(file), f"# {RAW}\n", [RAW]) == f"# {RAW}\n"
    assert blanked(Path("a.ts"), f"// {RAW}\n/* {RAW} */", [RAW]) == f"// {RAW}\n/* {RAW} */"
