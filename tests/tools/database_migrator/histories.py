"""A backend that has been delivered twice: a column came, and then a table was changed that others refer to."""

from dataclasses import replace
from typing import Any

from tools.blueprint.document import from_data
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.database_designer import ddl, reverse_ddl
from tools.packs import registry

STEMS = ("0001_initial", "0002_add_active_to_players", "0003_lengthen_name_of_teams")
_ACTIVE = {"name": "active", "type": "bool", "default": True, "required": True}
_ADDED = {
    "sqlite": 'INTEGER DEFAULT 1 NOT NULL CONSTRAINT "players_active__form_check" CHECK ("active" IN (0, 1))',
    "postgresql": "BOOLEAN DEFAULT TRUE NOT NULL",
}


def delivered(datastore: str, framework: str = "fastapi", title: str = "Teams") -> RenderPlan:
    """The third schema, with the migrations that led there."""
    first = _plan(title, 100, (), framework, datastore)
    plan = _plan(title, 200, (_ACTIVE,), framework, datastore)
    added = f'ALTER TABLE "players" ADD COLUMN "active" {_ADDED[datastore]}'
    migrations = (
        Migration(1, "initial", ddl(first), reverse_ddl(first)),
        Migration(2, "add_active_to_players", (added,), ('ALTER TABLE "players" DROP COLUMN "active"',)),
        Migration(3, "lengthen_name_of_teams", _teams(plan, 200), _teams(first, 100)),
    )
    return replace(plan, migrations=migrations)


def _plan(title: str, length: int, more: tuple[dict[str, Any], ...], framework: str, datastore: str) -> RenderPlan:
    name = {"name": "name", "required": True}
    data = {
        "blueprint": 1,
        "name": "teams",
        "title": title,
        "entities": [
            {"name": "Team", "attributes": [{**name, "max_length": length}]},
            {"name": "Player", "attributes": [name, *more]},
        ],
        "relationships": [{"name": "team", "from": "Player", "to": "Team", "required": True}],
        "resources": [{"entity": "Team"}, {"entity": "Player"}],
        "permissions": [
            {"entity": entity, "actions": ["list", "read", "create", "update", "delete"], "allow": ["public"]}
            for entity in ("Team", "Player")
        ],
    }
    return resolve(from_data(data), registry.stack(framework, datastore))


def _teams(plan: RenderPlan, length: int) -> tuple[str, ...]:
    """Makes the column as long, in place or by a table made anew."""
    if plan.stack.datastore == "postgresql":
        return (f'ALTER TABLE "teams" ALTER COLUMN "name" TYPE VARCHAR({length}) COLLATE "C"',)
    (made,) = [statement for statement in ddl(plan) if statement.startswith('CREATE TABLE "teams"')]
    return (
        made.replace('"teams"', '"teams_anew"'),
        'INSERT INTO "teams_anew" SELECT * FROM "teams"',
        'DROP TABLE "teams"',
        'ALTER TABLE "teams_anew" RENAME TO "teams"',
    )
