"""The HTML forms of signing in and of managing people."""

from typing import Annotated
from uuid import UUID

from pydantic import EmailStr, Field, ValidationInfo, field_validator

from prime.accounts.passwords import PASSWORD_MAX, PASSWORD_MIN
from prime.accounts.permissions import Role
from prime.core.fields import Form, Messages

_EMAIL = {"missing": "Enter an email address", "*": "Enter an email address in the correct format, like name@example.com"}
_PASSWORD = {
    "missing": "Enter a password",
    "string_too_short": f"Password must be {PASSWORD_MIN} characters or more",
    "*": f"Password must be {PASSWORD_MAX} characters or less",
}


class SignInForm(Form):
    """E-mail address and password."""

    email: Annotated[str, Field(max_length=254)]
    password: Annotated[str, Field(max_length=PASSWORD_MAX)]
    next: Annotated[str, Field(max_length=2000)] = ""


SIGN_IN: Messages = {
    "email": {"missing": "Enter your email address", "*": "Email address must be 254 characters or less"},
    "password": {"missing": "Enter your password", "*": f"Password must be {PASSWORD_MAX} characters or less"},
    "next": {"*": "The address to go on to is too long"},
}


class LinkForm(Form):
    """The address that a sign-in link goes to."""

    email: EmailStr
    next: Annotated[str, Field(max_length=300)] = ""


LINK: Messages = {"email": _EMAIL, "next": {"*": "Open the link in the email again"}}


class NewPasswordForm(Form):
    """A first password, typed twice."""

    password: Annotated[str, Field(min_length=PASSWORD_MIN, max_length=PASSWORD_MAX)]
    again: str

    @field_validator("again")
    @classmethod
    def _same(cls, value: str, info: ValidationInfo) -> str:
        if "password" in info.data and value != info.data["password"]:
            raise ValueError("different")
        return value


NEW_PASSWORD: Messages = {
    "password": _PASSWORD,
    "again": {"missing": "Enter the password again", "*": "The passwords do not match"},
}


class ChangePasswordForm(NewPasswordForm):
    """The password in use and a new one; the first is empty for those who sign in by link only."""

    current: Annotated[str, Field(max_length=PASSWORD_MAX)] = ""


CHANGE_PASSWORD: Messages = {"current": {"*": "Enter your current password"}, **NEW_PASSWORD}


class InviteForm(Form):
    """Who is invited, as what, for which organisation."""

    first_name: Annotated[str, Field(max_length=100)]
    last_name: Annotated[str, Field(max_length=100)]
    email: EmailStr
    role: Role
    organisation: UUID


INVITE: Messages = {
    "first_name": {"missing": "Enter a first name", "*": "First name must be 100 characters or less"},
    "last_name": {"missing": "Enter a last name", "*": "Last name must be 100 characters or less"},
    "email": _EMAIL,
    "role": {"*": "Select a role"},
    "organisation": {"*": "Select an organisation"},
}


class ReasonForm(Form):
    """Why."""

    reason: Annotated[str, Field(max_length=500)]


REASON: Messages = {"reason": {"missing": "Enter a reason", "*": "Reason must be 500 characters or less"}}


class KeyForm(Form):
    """What a new API key is for."""

    label: Annotated[str, Field(max_length=100)]


KEY: Messages = {"label": {"missing": "Enter what the key is for", "*": "What it is for must be 100 characters or less"}}
