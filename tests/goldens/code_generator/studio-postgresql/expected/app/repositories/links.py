"""Rows that a link leads to, with the values of the link beside their own."""

from collections.abc import Mapping
from typing import Any


class LinkedRow:
    """Reads like the row; the values of the link are attributes too, named `link__…`."""

    def __init__(self, row: Any, link: Mapping[str, Any]) -> None:
        self._row = row
        self._link = {f"link__{name}": value for name, value in link.items()}

    def __getattr__(self, name: str) -> Any:
        return self._link[name] if name in self._link else getattr(self._row, name)
