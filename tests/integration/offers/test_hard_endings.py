"""The letters of hard endings: each says why in plain words, and how to reply."""

import pytest

from prime.accounts.permissions import Role
from prime.candidates import service as applications
from prime.candidates.tables import RejectReason, Stage
from prime.core.settings import settings
from prime.offers import service
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.offers import make_offer

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
REPLY = "within 10 working days and say why. Somebody who has not decided on it reads what you write, and answers you."


async def test_a_check_that_is_not_clear(outbox_mail, drain):
    application = await make_application(stage=Stage.CHECKS)
    operations = await make_user(Role.OPERATIONS)
    detail = "Your last employer says that you were dismissed, which you had not told us."
    await applications.reject(operations, application.id, reason=RejectReason.CHECKS, detail=detail)
    await drain()
    letter = (await outbox_mail(application.email))[-1]
    for words in ("One of the checks that we must make before you start was not clear.", detail, settings().support_email, REPLY):
        assert words in letter.body_text
    assert "This is about one application." in letter.body_html


async def test_an_offer_withdrawn(outbox_mail, drain):
    offer_id, application = await make_offer()
    await service.withdraw(await make_user(Role.OPERATIONS), offer_id, "The council has stopped the post.")
    await drain()
    letter = next(mail for mail in await outbox_mail(application.email) if mail.template == "offer_withdrawn")
    said = ("We are sorry.", "Why: The council has stopped the post.", "given notice or turned down other work", REPLY)
    for words in (*said, settings().support_email):
        assert words in letter.body_text
