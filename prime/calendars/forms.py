"""The HTML form of a subscription."""

from typing import Annotated

from pydantic import Field

from prime.calendars.tables import ADDRESS_MAX
from prime.core.fields import Form, Messages


class SubscriptionForm(Form):
    """Where the feed lies."""

    address: Annotated[str, Field(max_length=ADDRESS_MAX)]


SUBSCRIPTION: Messages = {
    "address": {"missing": "Enter the address of your calendar feed", "*": f"The address must be {ADDRESS_MAX:,} characters or less"},
}
