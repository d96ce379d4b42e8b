"""The migration after the first, by the commands that the README names; above all where a table is made anew."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tools.blueprint.document import load
from tools.blueprint.resolve import resolve
from tools.code_generator import generate
from tools.packs import registry
from tools.validators.engines.engine import Database, Engine
from tools.validators.runtime.toolchains.registry import prepare

BLUEPRINTS = Path(__file__).parents[4] / "blueprints"
BOOK = "  - name: Tag\n    attributes:"
FALLING = "    indexes:\n      - {attributes: [-published_on], reason: The shop window shows the newest.}\n"
TITLE = "title: Mapped[str] = mapped_column(columns.text())"
LENGTH = 'length("title") BETWEEN 1 AND 200'


class Project:
    """A printed project with a migrated database."""

    def __init__(self, folder: Path, blueprint: str, database: Database) -> None:
        plan = resolve(load(blueprint.encode()), registry.stack("fastapi", database.datastore))
        for artifact in generate(plan):
            path = folder / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(artifact.content, encoding="utf-8")
        toolchain = prepare("python", folder)
        self.folder = folder
        self._python = toolchain.programs[0] / "python"
        url, secret = database.url(database.datastore), "only for tests, and long enough for them"
        self._environment = {**os.environ, **toolchain.variables, "DATABASE_URL": url, "JWT_SECRET": secret}
        self.alembic("upgrade", "head")

    def alembic(self, *arguments: str) -> str:
        command = [str(self._python), "-m", "alembic", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, file
        path.write_text(text.replace(old, new), encoding="utf-8")


class FileProject(Project):
    """On SQLite, with the seeds in it."""

    def __init__(self, folder: Path, blueprint: str) -> None:
        super().__init__(folder, blueprint, Database("sqlite", path=folder / "own.db"))
        self.run((folder / "seeds/seed.sql").read_text(encoding="utf-8"))

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "own.db")) as connection:
            return connection.execute(query).fetchall()

    def run(self, script: str) -> None:
        with closing(sqlite3.connect(self.folder / "own.db")) as connection:
            connection.executescript(f"PRAGMA foreign_keys = ON; {script}")

    def schema(self) -> dict[str, set[str]]:
        """What the tables hold beside their columns, in the words of SQLite's own pragmas."""
        checks = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
        keys = (
            'SELECT t.name, f."from", f."table", f."to", f.on_delete FROM sqlite_schema t '
            "JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'"
        )
        indexes = (
            'SELECT t.name, i."unique", i.origin, i.partial, group_concat(k.name || k."desc") FROM sqlite_schema t '
            "JOIN pragma_index_list(t.name) i JOIN pragma_index_xinfo(i.name) k "
            "WHERE t.type = 'table' AND k.key = 1 GROUP BY t.name, i.name"
        )
        strict = "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
        found = {name: {repr(row) for row in self.ask(query)} for name, query in
                 {"keys": keys, "indexes": indexes, "strict": strict}.items()}  # fmt: skip
        found["checks"] = {
            f"{table} {line.strip().rstrip(', ').replace(chr(34), '')}"
            for table, sql in self.ask(checks)
            for line in str(sql).splitlines()
            if "CHECK" in line
        }
        found["counters"] = {str(name) for name, sql in self.ask(checks) if "AUTOINCREMENT" in str(sql)}
        return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> FileProject:
    blueprint = (BLUEPRINTS / "library.yaml").read_text(encoding="utf-8")
    assert blueprint.count(BOOK) == 1
    return FileProject(tmp_path_factory.mktemp("library"), blueprint.replace(BOOK, FALLING + BOOK))


@pytest.mark.parametrize("name", ["covering", "notes"])
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_a_fresh_schema_needs_no_migration(
    name: str, datastore: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    engine: Engine = request.getfixturevalue(datastore)
    with engine.database() as database:
        printed = Project(tmp_path, (BLUEPRINTS / f"{name}.yaml").read_text(encoding="utf-8"), database)
        assert "No new upgrade operations detected" in printed.alembic("check")


def test_a_column_changes_in_place(postgresql: Engine, tmp_path: Path) -> None:
    with postgresql.database() as database:
        printed = Project(tmp_path, (BLUEPRINTS / "library.yaml").read_text(encoding="utf-8"), database)
        printed.change("app/models/book.py", "columns.text(200)", "columns.text(80)")
        addition = "    seen_at: Mapped[datetime | None] = mapped_column(columns.Timestamp)\n"
        with (tmp_path / "app/models/book.py").open("a", encoding="utf-8") as model:
            model.write(addition)
        printed.alembic("revision", "--autogenerate", "-m", "shorter titles")
        printed.alembic("upgrade", "head")
        assert "No new upgrade operations detected" in printed.alembic("check")
        printed.alembic("downgrade", "0001")


def test_a_changed_column_keeps_everything_else(project: FileProject) -> None:
    assert "No new upgrade operations detected" in project.alembic("check")
    trigger = "CREATE TRIGGER books_kept AFTER DELETE ON books BEGIN SELECT 1; END"
    project.run(trigger)
    before, rows = (
        project.schema(),
        [project.ask(f"SELECT * FROM {table}") for table in ("books", "loans", "book_tags")],
    )
    assert all(rows)
    project.change("app/models/book.py", TITLE, TITLE.replace("Mapped[str]", "Mapped[str | None]"))
    project.change("app/models/checks.py", LENGTH, 'length("title") <= 80')

    project.alembic("revision", "--autogenerate", "-m", "shorter titles")
    project.alembic("upgrade", "head")

    assert "No new upgrade operations detected" in project.alembic("check")
    after = project.schema()
    shorter = {line.replace("length(title) BETWEEN 1 AND 200", "length(title) <= 80") for line in before["checks"]}
    assert after == before | {"checks": shorter}
    assert [project.ask(f"SELECT * FROM {table}") for table in ("books", "loans", "book_tags")] == rows
    assert project.ask("SELECT sql FROM sqlite_schema WHERE type = 'trigger'") == [(trigger,)]
    project.run("UPDATE books SET title = NULL WHERE id = (SELECT min(id) FROM books)")
    for refused in (
        "UPDATE books SET title = printf('%81d', 1)",
        "UPDATE books SET genre = 'none'",
        "DELETE FROM books WHERE id = (SELECT book_id FROM loans)",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            project.run(refused)

    project.run("UPDATE books SET title = 'x'")
    project.alembic("downgrade", "0001")
    assert project.schema() == before


def test_a_key_is_never_given_out_twice(tmp_path: Path) -> None:
    printed = FileProject(tmp_path, (BLUEPRINTS / "covering.yaml").read_text(encoding="utf-8"))
    (table,) = printed.schema()["counters"]
    highest = "SELECT seq FROM sqlite_sequence"
    printed.run("UPDATE sqlite_sequence SET seq = 4711")
    model = next(path for path in (printed.folder / "app/models").glob("*.py") if f'"{table}"\n' in path.read_text())
    column = next(line for line in model.read_text().splitlines() if "Mapped[str]" in line)
    printed.change(str(model.relative_to(printed.folder)), column, column.replace("Mapped[str]", "Mapped[str | None]"))
    printed.alembic("revision", "--autogenerate", "-m", "nullable")
    printed.alembic("upgrade", "head")
    assert printed.schema()["counters"] == {table}
    assert printed.ask(highest) == [(4711,)]


def test_a_new_column_and_a_new_table_are_written_in_types_of_the_store(project: FileProject) -> None:
    addition = "    subtitle: Mapped[str | None] = mapped_column(columns.text())\n    seen_at: "
    addition += "Mapped[datetime | None] = mapped_column(columns.Timestamp)\n"
    path = project.folder / "app/models/book.py"
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    project.alembic("upgrade", "head")
    project.alembic("revision", "--autogenerate", "-m", "subtitles")
    project.alembic("upgrade", "head")
    assert ("subtitle", "TEXT") in project.ask("SELECT name, type FROM pragma_table_info('books')")
    assert "No new upgrade operations detected" in project.alembic("check")
