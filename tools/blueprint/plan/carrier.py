"""Where the access token travels, or what stands in its place."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Carrier:
    """A header that holds the token: behind a scheme word, as its whole value, or as a cookie; or, as `basic`, login
    and password themselves."""

    kind: Literal["bearer", "header", "cookie", "basic"]
    name: str
    """The scheme word (`Bearer`, `Basic`), or the name of the header or cookie."""
    realm: str = ""
    """Of `basic`: what the credentials are for, as callers are told: printable ASCII without quotes."""

    @property
    def header(self) -> str:
        """The header of the request."""
        return {"bearer": "Authorization", "basic": "Authorization", "cookie": "Cookie"}.get(self.kind, self.name)

    @property
    def prefix(self) -> str:
        """What stands in the header before the token."""
        return {"bearer": f"{self.name} ", "basic": f"{self.name} ", "cookie": f"{self.name}="}.get(self.kind, "")

    @property
    def challenge(self) -> str:
        """What `WWW-Authenticate` says and what a fresh token is called.

        HTTP wants a challenge with every 401 and knows none for other headers; frameworks send `APIKey`.
        """
        if self.kind == "basic":
            return f'{self.name} realm="{self.realm}", charset="UTF-8"'
        return {"bearer": self.name, "cookie": "Cookie"}.get(self.kind, "APIKey")

    @property
    def by_itself(self) -> bool:
        """Whether browsers that know it send it unasked, pages of other sites included."""
        return self.kind in ("cookie", "basic")

    @property
    def usual(self) -> bool:
        """Whether it is a bearer token as RFC 6750 has it."""
        return self.kind == "bearer" and self.name.lower() == "bearer"
