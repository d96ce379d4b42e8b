"""The rules of the design, held against the project itself."""

import subprocess
from functools import cache

from tests.meta import code_rules, text_rules
from tests.meta.sources import PACKAGES, ROOT, Source, pack_ids, sources


@cache
def python() -> tuple[Source, ...]:
    return tuple(sources(".py", *PACKAGES))


@cache
def templates() -> tuple[Source, ...]:
    return tuple(sources(".j2", *PACKAGES))


def test_python_files_stay_below_the_ceiling() -> None:
    everything = [*python(), *sources(".py", "tests")]
    assert list(text_rules.too_long(everything, text_rules.PYTHON_CEILING)) == []


def test_templates_stay_below_the_ceiling() -> None:
    assert list(text_rules.too_long(templates(), text_rules.TEMPLATE_CEILING)) == []


def test_templates_hold_no_versions() -> None:
    assert list(text_rules.literal_versions(templates())) == []


def test_templates_name_no_other_pack() -> None:
    assert list(text_rules.packs_named(templates(), pack_ids())) == []


def test_code_names_no_pack_outside_its_place() -> None:
    assert list(code_rules.packs_in_code(python(), pack_ids())) == []


def test_arrows_point_one_way() -> None:
    assert list(code_rules.wrong_arrows(python())) == []


def test_no_service_reaches_into_another_one() -> None:
    assert list(code_rules.reached_internals(python())) == []


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    assert list(code_rules.cycles(python())) == []


def test_no_error_is_swallowed() -> None:
    assert list(code_rules.swallowed_errors([*python(), *sources(".py", "tests")])) == []


def test_nothing_is_unfinished() -> None:
    documents = sources(".md", "knowledge", "tools")
    assert list(text_rules.unfinished([*python(), *templates(), *documents])) == []


def test_nothing_names_a_machine() -> None:
    everything = [*python(), *templates(), *sources(".yaml", *PACKAGES), *sources(".md", *PACKAGES)]
    assert list(text_rules.machine_paths(everything)) == []


def test_git_takes_every_source() -> None:
    """An ignore pattern that matches a package would lose it without a word."""
    names = [source.path for source in (*python(), *templates())]
    told = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        cwd=ROOT,
        input="\n".join(names),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout) == (1, "")
