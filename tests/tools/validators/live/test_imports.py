"""Contacts that are exported as a table, and imported again: unchanged, and all of them or none."""

from pathlib import Path

import pytest

from tests.tools.validators.live.calling import Client, calling
from tests.tools.validators.live.printed import plant, print_project

HOSTILE = ("=1+1", "'=1+1", "''@x", "two\r\nlines", 'a "b", c', "-7", "it's", " x ", "\ttab", "\u4e2d\u00e9")
EXPORT, IMPORT = "/contacts.csv?limit=100", "/contacts/import"


def _contacts(client: Client, token: str) -> dict[str, str]:
    """Keys of contacts with such names, by name; some have a company."""
    company = {"name": "Company", "domain": "company.example.com"}
    key = client.made("/companies", company, token)["id"]
    made = {}
    for number, name in enumerate(HOSTILE):
        body = {"lastName": name, "firstName": "First", "email": f"contact{number}@example.com", "position": name}
        more = {"companyId": key} if number % 2 else {"phone": "+49 1"}
        made[name] = client.made("/contacts", {**body, **more}, token)["id"]
    return made


def _faults_of_importing(datastore: str, folder: Path) -> list[str]:
    with calling("crm", datastore, folder) as client:
        token = client.admin()
        keys = _contacts(client, token)
        exported = client.table("GET", EXPORT, token)[1]
        assert exported.count("@example.com") == len(HOSTILE)
        found = [] if client.table("POST", IMPORT, token, exported)[0] == 204 else ["what is there is not taken"]
        found += [] if client.table("GET", EXPORT, token)[1] == exported else ["what is there changes"]
        for key in keys.values():
            client.table("DELETE", f"/contacts/{key}", token)
        wrong = exported + "Last,First,new@example.com,,,nobody.example.com,false\r\n"
        found += [] if client.table("POST", IMPORT, token, wrong)[0] == 409 else ["an unknown company is taken"]
        empty = client.table("GET", EXPORT, token)[1]
        found += [] if empty.count("\r\n") == 1 else ["half of a table is taken"]
        client.table("POST", IMPORT, token, exported)
        return found + ([] if client.table("GET", EXPORT, token)[1] == exported else ["what was exported changes"])


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_what_was_exported_is_imported_again(datastore: str, tmp_path: Path) -> None:
    print_project("crm", datastore, tmp_path)
    assert _faults_of_importing(datastore, tmp_path) == []


@pytest.mark.proof
def test_planted_faults_of_importing_are_seen(tmp_path: Path) -> None:
    print_project("crm", "sqlite", tmp_path)
    plant(tmp_path, "app/core/cells.py", r"return cell\[1:\] if is_guarded else cell", "return cell")
    assert _faults_of_importing("sqlite", tmp_path) == ["what is there changes", "what was exported changes"]
