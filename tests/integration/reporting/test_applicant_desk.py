"""What somebody who applies finds at home, on whatever page it is done."""

import pytest

from prime.accounts import queries as accounts
from prime.reporting.desks import desks
from tests.factories.candidates import make_application
from tests.factories.interviews import make_booking, make_invitation
from tests.factories.uploads import send_cv

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _desk(user_id):
    [desk] = await desks(await accounts.actor_for_user(user_id))
    return desk


def _items(desk, title=""):
    section = next(section for section in desk.sections if not title or section.title == title)
    return {item.text: item for item in section.items}


async def test_a_new_application_asks_for_a_cv_and_shows_messages(drain, browser_for):
    application = await make_application()
    await drain()
    desk = await _desk(application.user_id)
    assert _items(desk)["Send your CV"].tag == "Optional"
    [message] = _items(desk, "Messages to you").values()
    assert message.tag == "New"
    assert "application" in message.text
    assert _items(desk, "Your documents") == {}
    await send_cv(await accounts.actor_for_user(application.user_id), application.id)
    assert "Send your CV" not in _items(await _desk(application.user_id))
    browser = await browser_for(application.user_id)
    assert "Your offer and your contract appear here." in (await browser.get("/home")).text
    assert "Westbrook Council" in (await browser.get(f"/applications/mine/{application.id}")).text


async def test_an_interview_says_when_and_how_to_join():
    invited = await make_invitation()
    [candidate] = [item for text, item in _items(await _desk(invited.application.user_id)).items() if text.startswith("Choose a time")]
    assert candidate.href.endswith("/times")
    booked = await make_booking()
    [item] = [item for text, item in _items(await _desk(booked.application.user_id)).items() if text.endswith("is booked")]
    assert item.tag == "Booked"
    assert "By video: https://" in item.note
