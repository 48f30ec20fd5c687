"""The HTML form of an e-mail's wording."""

from typing import Annotated

from pydantic import Field

from prime.core.fields import Form, Messages


class WordingForm(Form):
    """Subject and text; what they may mention is decided by the command."""

    subject: Annotated[str, Field(max_length=200)]
    body_text: Annotated[str, Field(max_length=5000)]
    version: int = 0


WORDING: Messages = {
    "subject": {"missing": "Enter the subject", "*": "Subject must be 200 characters or less"},
    "body_text": {"missing": "Enter the text", "*": "Text must be 5,000 characters or less"},
    "version": {"*": "Open the email again"},
}
