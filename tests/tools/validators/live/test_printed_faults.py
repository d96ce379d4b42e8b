"""Faults planted in a printed backend, on a real engine, each with the check that must find it."""

from pathlib import Path

import pytest

from tests.tools.validators.live.printed import plant, played_checks, print_project

LOANS, BOOKS = "app/repositories/loans.py", "app/repositories/books.py"
OWN = r"    if not unrestricted:\n        statement = statement\.where\(Loan\.member_id == viewer_id\)\n"

FAULTS: dict[str, tuple[str, str, str, str]] = {
    # fault: (file, what stands there, what stands there instead, check)
    "no owner check": (LOANS, OWN, "", "access-to-foreign-rows"),
    "members write the catalogue": (
        "app/api/authors.py",
        r"Depends\(only_admin\)",
        "Depends(signed_in)",
        "access-by-role",
    ),
    "a row comes twice": ("app/repositories/paging.py", r"len\(self\.items\) - 1", "len(self.items) - 2", "pagination"),
    "nulls come first": ("app/repositories/ordering.py", r"nulls_last\(\)", "nulls_first()", "sorting"),
    "a filter is turned round": (LOANS, r"\(Loan\.due_on, le\)", "(Loan.due_on, ge)", "filters"),
    "wildcards in searches": ("app/repositories/search.py", r"autoescape=True", "autoescape=False", "search"),
    "averages are rounded up": (
        "app/repositories/aggregates.py",
        r"_MILLIONTH, ROUND_HALF_EVEN",
        "Decimal(1), ROUND_HALF_EVEN",
        "analytics",
    ),
    "If-Match is ignored": (
        "app/core/conditions.py",
        r'if header\.strip\(\) != "\*" and',
        "if False and",
        "conditional-requests",
    ),
    "tokens never expire": (
        "app/security/tokens.py",
        r'"require": _REQUIRED',
        '"require": _REQUIRED, "verify_exp": False',
        "forged-tokens",
    ),
    "reuse goes unpunished": (
        "app/security/sessions.py",
        r"await auth_sessions\.revoke_session_of_token\(session, token_hash, moment\)",
        "pass",
        "sessions",
    ),
    "one request too many": ("app/core/rate_limit.py", r"used > allowed", "used > allowed + 1", "rate-limit"),
    "deleted rows are found": (BOOKS, r", Book\.deleted_at\.is_\(None\)", "", "deleted-rows-are-gone"),
    "a title one too long": (
        "app/schemas/books.py",
        r"max_length=200",
        "max_length=201",
        "constraints-beyond-the-bound",
    ),
    "doubles are an error of the server": (
        "app/services/books.py",
        r'    Refusal\("books_isbn_key".*\n',
        "",
        "uniqueness",
    ),
    "bodies are read first": (
        "app/api/authors.py",
        r"Depends\(only_admin\), (Depends\(accepts_json\), Depends\(no_query\)\]\n\)\n"
        r"async def create_author\(request: Request, data: [^\n]*)\)( -> Response:)",
        r"\1, _: Annotated[object, Depends(only_admin)])\2",
        "order-of-checks",
    ),
    # The store's own reference check does not know that a row is only marked as deleted.
    "references are not checked": (
        "app/services/loans.py",
        r"    require_references\(missing, .*\n",
        "",
        "references",
    ),
}


ORDERS = "app/repositories/orders.py"
OF_ITS_OWN: dict[str, tuple[str, str, str, str]] = {
    "the state is not asked for": (
        "app/services/orders.py",
        r'    if order\.status != "open":\n        raise Problem\(cases\.NOT_OPEN\)\n',
        "",
        "guards",
    ),
    "the state may change meanwhile": (
        ORDERS,
        r"\.with_for_update\(\)",
        "",
        "guards",
    ),
    "something else is set": (
        ORDERS,
        r'"status": "paid"',
        '"status": "open"',
        "operation-success",
    ),
}


OF_ERRORS: dict[str, tuple[str, str, str, str]] = {
    "the first text of a field only": (
        "app/core/error_bodies.py",
        r"return \{\"errors\": by_field\}",
        'return {"errors": {name: texts[0] for name, texts in by_field.items()}}',
        "absent-rows",
    ),
    "the usual text": ("app/core/errors.py", r"can't be blank", "Must be given.", "required-and-null"),
    "the usual status": ("app/core/cases.py", r'"conflict", 422', '"conflict", 409', "uniqueness"),
}


ARTICLES = "app/repositories/articles.py"
OF_RELATED: dict[str, tuple[str, str, str, str]] = {
    "anybody's favourite is everybody's": (
        ARTICLES,
        r"        related_fans\.id == viewer_id,\n",
        "",
        "computed-values",
    ),
    "deleted comments count": (
        ARTICLES,
        r"        related_comments\.deleted_at\.is_\(None\),\n",
        "",
        "computed-values",
    ),
    "values stand beside other rows": (
        "app/repositories/shown.py",
        r"Shown\(page\.items\[place\]",
        "Shown(page.items[-1 - place]",
        "computed-values",
    ),
    "the feed holds everything": (
        ARTICLES,
        r"statement = select\(Article\)\.where\(related_author_exist\)",
        "statement = select(Article)",
        "related-selection",
    ),
}


CREDENTIALS, VERIFICATION = "app/security/credentials.py", "app/security/verification.py"
OF_CREDENTIALS: dict[str, tuple[str, str, str, str]] = {
    "any password": (
        VERIFICATION,
        r"if not await verify_password\(stored, password\)",
        "if stored is None",
        "credentials",
    ),
    "the stored hash is forgotten": (
        VERIFICATION,
        r'\(sent\.login, stored or "", sent\.password\)',
        "(sent.login,)",
        "credentials",
    ),
    "the scheme word in one case": (CREDENTIALS, r'scheme\.lower\(\) != "basic"', 'scheme != "Basic"', "token-carrier"),
    "any scheme word": (CREDENTIALS, r'if scheme\.lower\(\) != "basic"', "if not scheme", "token-carrier"),
    "the last colon": (CREDENTIALS, r'sent\.partition\(b":"\)', 'sent.rpartition(b":")', "credentials"),
    "letters of one alphabet": (CREDENTIALS, r"password\.decode\(\)", 'password.decode("latin-1")', "credentials"),
    "guessing is free": ("app/core/attempts.py", r"if used > allowed", "if used < 0", "rate-limit"),
    "pages of other sites change things": (
        "app/security/guards.py",
        r"request\.method not in _SAFE and _is_foreign\(request\)",
        "False and _is_foreign(request)",
        "requests-of-other-sites",
    ),
}


TICKETS = "app/api/tickets.py"
OF_SERVICES: dict[str, tuple[str, str, str, str]] = {
    "a transaction waits for the service": (
        TICKETS,
        r"        charge = await service",
        "        await session.connection()\n        charge = await service",
        "services-outside",
    ),
    "a service is asked inside the transaction": (
        TICKETS,
        r"    (refund = await service[^\n]*\n)    async with store\.write\(\) as session:\n",
        r"    async with store.write() as session:\n        await session.connection()\n        \1",
        "services-outside",
    ),
}
STORED, MEANT = "app/core/holding.py", "app/repositories/holding.py"
OF_MEMBERS: dict[str, tuple[str, str, str, str]] = {
    "members are joined by or": (
        MEANT,
        r"return and_\(\*",
        "from sqlalchemy import or_\n\n    return or_(*",
        "filters",
    ),
    "members in either case": (STORED, r"member\.value == value\)", "member.value.ilike(value))", "filters"),
    "numbers are not found": (MEANT, r"elif _NUMBER\.fullmatch.*\n.*\n", "", "filters"),
    "truth is a number": (STORED, r'\("integer", "real"\)', '("integer", "real", "true", "false")', "filters"),
    "any form of number": (MEANT, r"\(0\|\[1-9\]\[0-9\]\*\)", "[0-9]+", "filters"),
    "members are forgotten": ("app/repositories/assets.py", r'    "extra": \(Asset\.extra, holds\),\n', "", "filters"),
    "names are not bounded": ("app/core/members.py", r"max_length=100", "max_length=101", "query-parameters"),
}
OF_CONTAINMENT: dict[str, tuple[str, str, str, str]] = {
    "members anywhere": (
        STORED,
        r"document\.contains\(\{name: value\}\)",
        "document.op('@>')({name: value}) | document.has_key(name)",
        "filters",
    ),
}

MEMBERS, SESSIONS = "app/services/members.py", "app/repositories/auth_sessions.py"
OF_TIME: dict[str, tuple[str, str, str, str]] = {
    "codes never end": (MEMBERS, r"clock\.now\(\) >= sent_code\.expires_at", "clock.now() < clock.now()", "expiry"),
    "codes last for hours": (MEMBERS, r"timedelta\(minutes=30\)", "timedelta(hours=30)", "expiry"),
    "codes end at once": (MEMBERS, r"timedelta\(minutes=1440\)", "timedelta(minutes=1)", "expiry"),
    "sessions never end": (SESSIONS, r"statement\.where\(AuthSession\.expires_at > moment\)", "statement", "expiry"),
}


PLANTED = [
    *(("members", "sqlite", fault, found) for fault, found in OF_TIME.items()),
    *(("assets", "sqlite", fault, found) for fault, found in OF_MEMBERS.items()),
    *(("assets", "postgresql", fault, found) for fault, found in OF_CONTAINMENT.items()),
    *(("library", "sqlite", fault, found) for fault, found in FAULTS.items()),
    *(("orders", "postgresql", fault, found) for fault, found in OF_ITS_OWN.items()),
    *(("journal", "sqlite", fault, found) for fault, found in OF_ERRORS.items()),
    *(("stations", "sqlite", fault, found) for fault, found in OF_CREDENTIALS.items()),
    *(("tickets", "sqlite", fault, found) for fault, found in OF_SERVICES.items()),
    *(("blog", "sqlite", fault, found) for fault, found in OF_RELATED.items()),
]


@pytest.mark.proof
@pytest.mark.parametrize(("name", "datastore", "fault", "planted"), PLANTED, ids=[fault for _, _, fault, _ in PLANTED])
def test_the_check_finds_the_fault(
    name: str, datastore: str, fault: str, planted: tuple[str, str, str, str], tmp_path: Path
) -> None:
    file, pattern, replacement, check = planted
    print_project(name, datastore, tmp_path)
    plant(tmp_path, file, pattern, replacement)
    outcomes = played_checks(name, datastore, tmp_path, check)
    assert "failed" in {outcome["status"] for outcome in outcomes}, fault
