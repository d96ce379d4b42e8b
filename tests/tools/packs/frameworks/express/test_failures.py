"""Error bodies are printed in the shape that the contract shows, whatever its texts hold."""

from tools.blueprint.plan.failures import ByField, Constant, Each, ErrorFormat, Members, Told
from tools.packs.frameworks.express.failures import error_bodies_module, messages_constant

_SAID = Told(("", "message", ""))
_HOSTILE = "`${process.exit()}`'\\"


def _format(*members: tuple[str, object], whole: bool = False) -> ErrorFormat:
    return ErrorFormat(Members(members), "application/json", "base", whole=whole)  # type: ignore[arg-type]


def test_texts_of_a_contract_stay_texts() -> None:
    printed = error_bodies_module(_format((_HOSTILE, Constant(_HOSTILE)), ("told", Told((_HOSTILE, "code", "")))))
    assert r"'`${process.exit()}`\'\\': '`${process.exit()}`\'\\'" in printed
    assert r"told: `\`\${process.exit()}\`'\\${problem.case.code}`" in printed


def test_what_repeats_is_told_of_each_field() -> None:
    by_field = (("all", ByField(_SAID, True)), ("first", ByField(_SAID, False)))
    printed = error_bodies_module(_format(*by_field, ("list", Each(_SAID))))
    assert "all: Object.fromEntries(byField),\n    first: Object.fromEntries(byField2)," in printed
    assert "list: faultsOf(problem).map((fault) => fault.message)," in printed
    assert "found.length > 0 ? found : [{ field: 'base'" in printed


def test_a_body_that_tells_the_whole_repeats_nothing_where_no_field_is_wrong() -> None:
    assert "return found;\n" in error_bodies_module(_format(("list", Each(_SAID)), whole=True))


def test_a_field_is_told_without_what_the_body_stands_in() -> None:
    format = _format(("list", Each(_SAID)))
    assert "const WRAPPERS: readonly string[] = ['article'];" in error_bodies_module(format, ("article",))
    assert "WRAPPERS" not in error_bodies_module(format)


def test_messages_of_the_contract_are_listed_by_code() -> None:
    format = ErrorFormat(None, "application/json", "base", whole=True, messages=(("required", "can't be blank"),))
    assert r"required: 'can\'t be blank'," in messages_constant(format)
    assert messages_constant(ErrorFormat(None, "application/json", "base", whole=True)) == ""
