"""Where the access token travels."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Carrier:
    """A header that holds the token: behind a scheme word, as its whole value, or as a cookie."""

    kind: Literal["bearer", "header", "cookie"]
    name: str
    """The scheme word (`Bearer`), or the name of the header or cookie."""

    @property
    def header(self) -> str:
        """The header of the request."""
        return {"bearer": "Authorization", "cookie": "Cookie"}.get(self.kind, self.name)

    @property
    def prefix(self) -> str:
        """What stands in the header before the token."""
        return {"bearer": f"{self.name} ", "cookie": f"{self.name}="}.get(self.kind, "")

    @property
    def challenge(self) -> str:
        """What `WWW-Authenticate` says and what a fresh token is called.

        HTTP wants a challenge with every 401 and knows none for other headers; frameworks send `APIKey`.
        """
        return {"bearer": self.name, "cookie": "Cookie"}.get(self.kind, "APIKey")

    @property
    def usual(self) -> bool:
        """Whether it is a bearer token as RFC 6750 has it."""
        return self.kind == "bearer" and self.name.lower() == "bearer"
