"""What the printed application looks like, from Blueprints that make it hard."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.blueprint.document import from_data, load
from tools.blueprint.resolve import resolve
from tools.code_generator import generate
from tools.packs import registry

HERE = Path(__file__).parent
LIBRARY = HERE.parents[3] / "blueprints" / "library.yaml"


def printed(blueprint: Path, datastore: str) -> dict[str, str]:
    plan = resolve(load(blueprint.read_bytes()), registry.stack("fastapi", datastore))
    return {artifact.path: artifact.content for artifact in generate(plan)}


@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_hostile_names_and_texts_still_make_clean_code(datastore: str, tmp_path: Path) -> None:
    for path, content in printed(HERE / "hostile.yaml", datastore).items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    for command in (("check",), ("format", "--check")):
        found = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.returncode == 0, found.stdout


def test_who_is_not_signed_in_is_nobody() -> None:
    files = printed(LIBRARY.with_name("blog.yaml"), "sqlite")
    assert "viewer: Annotated[Viewer | None, Depends(maybe_signed_in)]" in files["app/api/articles.py"]
    assert "viewer_id=viewer.id if viewer is not None else None" in files["app/services/articles.py"]
    assert "viewer_id: UUID | None" in files["app/repositories/articles.py"]
    assert "maybe_signed_in" not in printed(LIBRARY, "sqlite")["app/security/guards.py"]


def test_views_inside_others_need_no_other_module() -> None:
    files = printed(LIBRARY.with_name("blog.yaml"), "sqlite")
    nested = files["app/schemas/nested.py"]
    assert nested.index("class BylineView") < nested.index("class ArticleTitleView")
    assert "from app.schemas.nested import" in files["app/schemas/comments.py"]
    assert "class ProfileView" not in files["app/schemas/users.py"]
    assert "answers: CommentLineView | None" in files["app/schemas/comments.py"]
    assert "app/schemas/nested.py" not in printed(LIBRARY, "sqlite")


def test_a_field_of_another_name_reads_its_column() -> None:
    articles = printed(LIBRARY.with_name("blog.yaml"), "sqlite")["app/schemas/articles.py"]
    assert 'headline: str = Field(validation_alias="title")' in articles


def test_guards_stand_before_bodies() -> None:
    routes = printed(LIBRARY, "sqlite")["app/api/books.py"]
    handler = routes[: routes.index("async def create_book(")].rpartition("@router.post(")[2]
    assert handler.index("only_admin") < handler.index("accepts_json")


def test_ownership_narrows_the_statement_itself() -> None:
    loans = printed(LIBRARY, "sqlite")["app/repositories/loans.py"]
    assert "if not unrestricted:\n        statement = statement.where(Loan.member_id == viewer_id)" in loans


def test_a_version_is_checked_in_the_update_itself() -> None:
    books = printed(LIBRARY, "postgresql")["app/repositories/books.py"]
    update = books[books.index("async def update_book(") :]
    assert "Book.version == book_version" in update
    assert '"version": Book.version + 1' in update


def test_each_output_has_one_datastore() -> None:
    for datastore, other in (("postgresql", "aiosqlite"), ("sqlite", "asyncpg")):
        files = printed(LIBRARY, datastore)
        assert not [path for path, content in files.items() if path.startswith("app/") and other in content]
        assert other not in files["requirements-dev.lock"]


def test_sensitive_columns_are_in_no_view() -> None:
    schemas = printed(LIBRARY, "sqlite")["app/schemas/members.py"]
    view = schemas[schemas.index("class MemberView(") :]
    assert "password" not in view.split("\nclass ")[0]


def test_without_accounts_nothing_of_them_is_printed() -> None:
    files = printed(HERE / "hostile.yaml", "sqlite")
    assert not [path for path in files if "security" in path or "auth" in path]
    assert "jwt" not in files["app/core/config.py"]
    assert "pyjwt" not in files["requirements.lock"]


def test_what_may_collide_is_made_again() -> None:
    files = printed(LIBRARY.with_name("invites.yaml"), "postgresql")
    assert (
        "found = await transact(store, lambda session: service.redeem(session, viewer, data))"
        in (files["app/api/memberships.py"])
    )
    assert "async with store.transaction() as session:" in files["app/api/invitations.py"]
    replayed = printed(LIBRARY.with_name("wallet.yaml"), "postgresql")["app/core/idempotency.py"]
    assert "return await transact(database, kept)" in replayed
    alone = printed(LIBRARY.with_name("wallet.yaml"), "sqlite")
    assert "app/core/retries.py" not in alone
    assert "transact(" not in alone["app/core/idempotency.py"]


def test_rows_are_locked_in_the_order_of_their_keys() -> None:
    files = printed(LIBRARY.with_name("wallet.yaml"), "postgresql")
    assert "statement.order_by(Wallet.id).with_for_update()" in files["app/repositories/wallets.py"]
    assert "lock_wallets" not in printed(LIBRARY.with_name("wallet.yaml"), "sqlite")["app/repositories/wallets.py"]


def test_a_row_that_nobody_asks_for_is_bound_to_no_name() -> None:
    service = printed(LIBRARY.with_name("wallet.yaml"), "sqlite")["app/services/wallets.py"]
    assert "        await entry_store.insert_sent(" in service
    assert "transfer = await transfer_store.insert_transfer(" in service


def test_a_number_without_digits_before_the_point_may_still_be_zero() -> None:
    share = {"name": "share", "type": "decimal", "precision": 3, "scale": 3, "required": True}
    data = {"blueprint": 1, "name": "tried", "entities": [{"name": "Box", "attributes": [share]}]}
    plan = resolve(from_data({**data, "resources": [{"entity": "Box"}]}), registry.stack("fastapi", "sqlite"))
    files = {artifact.path: artifact.content for artifact in generate(plan)}
    told = 'Field(decimal_places=3, ge=Decimal("-0.999"), le=Decimal("0.999"))'
    assert told in files["app/schemas/boxes.py"]
