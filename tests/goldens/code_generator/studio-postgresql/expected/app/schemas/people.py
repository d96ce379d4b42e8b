"""Bodies, queries and views of people."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.core.formats import Email
from app.core.values import Clean, DateTime, Id, LowerCase
from app.models.enums import PersonRole
from app.schemas.base import Body, View

RefreshRequestRefreshToken = Annotated[str, StringConstraints(min_length=1, max_length=200), Clean]


class AssignRoleRequest(Body):
    """The body of `AssignRoleRequest`."""

    role: Literal["painter", "curator"]


class CreateAdminRequest(Body):
    """The body of `CreateAdminRequest`."""

    email: Annotated[Email, LowerCase]
    password: Annotated[str, StringConstraints(min_length=12, max_length=128), Clean]


class LoginRequest(Body):
    """The body of `LoginRequest`."""

    email: Annotated[Email, LowerCase]
    password: Annotated[str, StringConstraints(min_length=1, max_length=128), Clean]


class PersonView(View):
    """Person as shown."""

    id: Id
    email: str
    role: PersonRole
    created_at: DateTime = Field(serialization_alias="createdAt")
    updated_at: DateTime = Field(serialization_alias="updatedAt")


class RefreshRequest(Body):
    """The body of `RefreshRequest`."""

    refresh_token: RefreshRequestRefreshToken = Field(alias="refreshToken")


class RegisterRequest(Body):
    """The body of `RegisterRequest`."""

    email: Annotated[Email, LowerCase]
    password: Annotated[str, StringConstraints(min_length=12, max_length=128), Clean]
