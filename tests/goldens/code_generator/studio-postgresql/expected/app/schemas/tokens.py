"""What a client gets when it logs in."""

from pydantic import Field

from app.schemas.base import View


class TokenView(View):
    """A fresh access token and the next refresh token."""

    access_token: str = Field(serialization_alias="accessToken")
    refresh_token: str = Field(serialization_alias="refreshToken")
    token_type: str = Field(serialization_alias="tokenType")
    expires_in: int = Field(serialization_alias="expiresIn")
