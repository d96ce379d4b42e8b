"""What a model answers to a request of six entities: forty edits, some of them wrong in the ways that models are."""

from typing import Any

from tests.agent.model_planner.support import edit

SIX = """A library management backend. Books have a title (required, up to 200 characters), an ISBN (unique), a price
and a status (draft, published). Authors have a name and a biography. A book belongs to an author. Books and tags are
many-to-many. Members borrow books: a loan belongs to a book and a member, with a due date. Members can write reviews of
books with a rating from 1 to 5 and a text. Reservations belong to a book and a member. Only admins can delete books.
Members can create loans. When a loan is returned late, a fee of 2 euros per day is charged.
Use cursor pagination. Limit to 100 requests per minute."""
ALL = ["list", "read", "create", "update", "delete"]
NAME = {"name": "name", "type": "string", "required": True, "unique": True, "max_length": 60}
RATING = {"name": "rating", "type": "int32", "required": True, "minimum": 1, "maximum": 5}
TEXT = {"name": "text", "type": "text", "required": True, "max_length": 5000}
RETURN: dict[str, Any] = {"from": ["pending"], "to": "returned", "stamp": "returned_at"}
FEE: dict[str, Any] = {"type": "decimal", "precision": 10, "scale": 2, "minimum": 0}


def part(kind: str, name: str, **value: Any) -> dict[str, Any]:
    return edit("set", kind, name, value)


def allow(name: str, *who: str, because: str = "") -> dict[str, Any]:
    return edit("set", "permission", name, {"allow": list(who)}, because)


def charge(check: str, fee: str) -> dict[str, Any]:
    """The operation that charges a fee."""
    return part(
        "operation",
        "charge_late_fee",
        group="Loan",
        method="POST",
        path="/loans/{id}/charge",
        access={"roles": ["admin"]},
        inputs=[{"name": "id", "in": "path", "attribute": "Loan.id", "required": True}],
        steps=[
            {"find": "Loan", "as": "loan", "where": "row.id == input.id"},
            {"check": check, "else": "not_late"},
            {"update": "loan", "set": {"fee": fee}},
        ],
        errors=[{"name": "not_late", "status": 409, "title": "It was returned in time"}],
        response={"value": "loan", "view": "Loan"},
    )


RIGHT = [
    part("entity", "Tag", attributes=[NAME]),
    part("relationship", "Book.tags", to="Tag", cardinality="many_to_many", inverse="books"),
    edit("remove", "relationship", "Book.related_books", because="Books and tags are many-to-many"),
    part("entity", "Review", owner="member", attributes=[RATING, TEXT]),
    part("relationship", "Review.book", to="Book", required=True, inverse="reviews", on_delete="cascade"),
    part("relationship", "Review.member", to="Member", required=True, inverse="reviews", on_delete="cascade"),
    part("attribute", "Review.text", searchable=True),
    part("resource", "Tag", actions=ALL),
    part("resource", "Review", actions=ALL),
    *(allow(f"Tag.{action}", "authenticated" if action in ("list", "read") else "admin") for action in ALL),
    *(allow(f"Review.{action}", "authenticated") for action in ("list", "read")),
    allow("Review.create", "member"),
    allow("Review.update", "owner"),
    allow("Review.delete", "owner", "admin"),
    allow("Loan.create", "member", "admin", because="Members can create loans"),
    allow("Book.delete", "admin", because="Only admins can delete books"),
    part("attribute", "Book.price", required=True),
    part("attribute", "Book.status", required=True, default="draft"),
    part("attribute", "Book.published_on", type="date"),
    part("attribute", "Author.biography", required=False),
    part("attribute", "Loan.due_date", required=True),
    part("attribute", "Loan.returned_at", type="datetime", managed=True),
    part("attribute", "Loan.fee_per_day", type="decimal", precision=10, scale=2, default=2),
    part("pattern", "transition Loan.status return", **RETURN),
    part("entity", "Loan", indexes=[{"attributes": ["due_date"]}]),
    edit("remove", "attribute", "Reservation.party_size", because="Reservations belong to a book and a member"),
    edit("set", "setting", "api.pagination.style", "cursor"),
    part("setting", "api.rate_limit", requests=100, window_seconds=60),
    part("attribute", "Author.biography", searchable=True),
    part("attribute", "Book.title", searchable=True),
    part("attribute", "Author.name", searchable=True),
]
UNASKED = [
    part("attribute", "Book.isbn", max_length=13, pattern="^[0-9]{10}([0-9]{3})?$"),
    edit("remove", "attribute", "Member.phone"),
    edit("rename", "attribute", "Loan.due_date", to="due_on"),
    edit("set", "setting", "auth.password.min_length", 8),
]
WRONG = [
    part("attribute", "Loan.fee", type="money", minimum=0),
    part("entity", "Loan", checks=[{"name": "fee_not_negative", "that": "fee >= 0"}]),
]
MENDED = [
    part("attribute", "Loan.fee", **FEE),
    part("entity", "Loan", checks=[{"name": "fee_not_negative", "that": "row.fee >= 0"}]),
]
WRONG_OPERATION = charge("loan.returned_at > loan.due_date", "2 * days(loan.returned_at - loan.due_date)")
MENDED_OPERATION = charge("loan.returned_at != null && loan.due_date < today()", "loan.fee_per_day")
