"""Which files an output gets, and that they fit one another."""

import posixpath
import re
from functools import cache

import pytest

from tests.tools.packs.persistence.kysely.plans import plan_of
from tests.tools.packs.persistence.kysely.printing import planned
from tools.blueprint.plan.render_plan import RenderPlan
from tools.code_generator import generate
from tools.packs import registry

_OWN = re.compile(r"from '(\.[^']+)'")


@cache
def _files(name: str, store: str) -> dict[str, str]:
    plan = planned(name, store)
    return {file.path: file.content for file in registry.persistence("kysely").contribute(plan).files}


@pytest.mark.parametrize("store", ["postgresql", "sqlite"])
@pytest.mark.parametrize("name", ["blog", "market", "notes", "polls", "stations"])
def test_every_import_leads_somewhere(name: str, store: str) -> None:
    assert _files(name, store).keys() <= _all_lead_somewhere(planned(name, store)).keys()


def test_every_import_leads_somewhere_where_no_operation_shows_what_a_view_computes() -> None:
    entity = {"name": "Box", "attributes": [{"name": "size", "type": "int32"}]}
    view = {"name": "BoxSize", "entity": "Box", "fields": [{"name": "large", "value": "row.size > 3"}]}
    plan = plan_of({"entities": [entity], "resources": [{"entity": "Box"}], "views": [view]}, "sqlite")
    assert "src/repositories/shown.ts" in _all_lead_somewhere(plan)


def _all_lead_somewhere(plan: RenderPlan) -> dict[str, str]:
    """The modules of a backend, by path, when there is one for each import."""
    files = {item.path: item.content for item in generate(plan) if item.path.endswith(".ts")}
    for path, content in files.items():
        for way in _OWN.findall(content):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), way))
            assert target in files, f"{path} imports {target}"
    return files


def test_only_what_is_used_is_there() -> None:
    notes = _files("notes", "postgresql")
    assert not notes.keys() & {"src/core/holding.ts", "src/models/uniques.ts", "src/core/retries.ts"}
    assert "src/repositories/auth-accounts.ts" in _files("stations", "sqlite")
    assert "src/repositories/outbox-events.ts" in _files("orders", "sqlite")


def test_a_store_that_names_columns_gets_the_names_of_constraints() -> None:
    assert "src/models/uniques.ts" in _files("blog", "sqlite")
    assert "src/models/uniques.ts" not in _files("blog", "postgresql")


def test_sessions_that_last_are_swept_when_they_are_revoked() -> None:
    swept = "deleteFrom('auth_sessions').where('revoked_at', '<=', moment)"
    assert swept in _files("polls", "sqlite")["src/repositories/expired.ts"]
    assert swept.replace("revoked_at", "expires_at") in _files("blog", "sqlite")["src/repositories/expired.ts"]


def test_tables_are_emptied_before_those_that_they_refer_to() -> None:
    tables = re.findall(r"^  '(\w+)',$", _files("blog", "sqlite")["tests/tables.ts"], re.MULTILINE)
    assert tables.index("comments") < tables.index("articles") < tables.index("users")


@pytest.mark.parametrize("store", ["postgresql", "sqlite"])
def test_no_line_is_too_long(store: str) -> None:
    plan = planned("covering", store)
    printed = [
        file for file in registry.persistence("kysely").contribute(plan).files if "repositories" not in file.path
    ]
    long = [(file.path, line) for file in printed for line in file.content.splitlines() if len(line) > 110]
    assert [item for item in long if "`" not in item[1] and "'" not in item[1]] == []
