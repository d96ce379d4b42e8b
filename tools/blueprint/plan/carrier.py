"""Where the access token travels."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Carrier:
    """A header that holds the access token: behind a scheme word, or as its whole value."""

    kind: Literal["bearer", "header"]
    name: str
    """The scheme word (`Bearer`), or the name of the header."""

    @property
    def header(self) -> str:
        """The header of the request."""
        return "Authorization" if self.kind == "bearer" else self.name

    @property
    def prefix(self) -> str:
        """What stands in the header before the token."""
        return f"{self.name} " if self.kind == "bearer" else ""

    @property
    def challenge(self) -> str:
        """What `WWW-Authenticate` says and what a fresh token is called.

        HTTP wants a challenge with every 401 and knows none for other headers; frameworks send `APIKey`.
        """
        return self.name if self.kind == "bearer" else "APIKey"

    @property
    def usual(self) -> bool:
        """Whether it is a bearer token as RFC 6750 has it."""
        return self.kind == "bearer" and self.name.lower() == "bearer"
