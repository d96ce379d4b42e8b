"""Texts of a known format."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.values import Clean

_EMAIL = (
    "^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
    r"(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+)$"
)
_URL = "^(?:https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][!-~]*)?)$"
Email = Annotated[str, StringConstraints(max_length=254, pattern=_EMAIL), Clean]
Url = Annotated[str, StringConstraints(max_length=2048, pattern=_URL), Clean]
