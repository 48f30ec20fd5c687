"""The port to the register: what is taken, what is refused, and how names fit."""

from datetime import date

import msgspec
import pytest

from prime.checks import register
from prime.checks.register import NotConnected, RegisterAway, Simulator, look_up, name_score
from prime.checks.tables import RegisterStatus
from prime.core import clock
from prime.core.settings import Environment, InsecureSettings, Settings, SweRegister, settings
from tests.support.register import Answering, Down

FIT = {"name": "Amara Nwosu", "status": "registered", "registeredUntil": "2027-11-30"}


@pytest.fixture
def configure(monkeypatch):
    def change(**values):
        changed = msgspec.structs.replace(settings(), **values)
        monkeypatch.setattr(register, "settings", lambda: changed)

    return change


async def test_a_sound_answer():
    entry = await look_up(Answering(FIT), "SW1234")
    assert (entry.name, entry.status, entry.registered_until, entry.conditions) == ("Amara Nwosu", RegisterStatus.REGISTERED, date(2027, 11, 30), "")
    assert await look_up(Answering(None), "SW1234") is None


@pytest.mark.parametrize(
    "answer",
    [
        {"name": "Amara"},
        {**FIT, "status": "king"},
        {**FIT, "status": 7},
        {**FIT, "name": ""},
        {**FIT, "name": "x" * 201},
        {**FIT, "registeredUntil": "30.11.2027"},
        {**FIT, "conditions": None},
        {**FIT, "number": "1234"},
    ],
)
async def test_garbage_is_refused_in_plain_words(answer):
    with pytest.raises(RegisterAway, match="cannot read"):
        await look_up(Answering(answer), "SW1234")


async def test_an_answer_about_somebody_else_is_refused():
    with pytest.raises(RegisterAway, match="another number"):
        await look_up(Answering({**FIT, "number": "SW9"}), "SW1234")


async def test_slow_and_down(configure):
    configure(swe_register_timeout=0.01)
    with pytest.raises(RegisterAway, match="too long"):
        await look_up(Answering(FIT, delay=5), "SW1234")
    with pytest.raises(RegisterAway, match="does not answer"):
        await look_up(Down(), "SW1234")


async def test_the_simulator_has_an_answer_of_every_sort(frozen_now):
    found = {last: await look_up(Simulator("Amara Nwosu"), f"SW1{last}") for last in "0123456789"}
    assert found["0"] is None
    assert found["9"].status is RegisterStatus.SUSPENDED
    assert found["8"].conditions
    assert name_score("Amara Nwosu", found["7"].name) < register.LIKE_NAME + 10
    assert name_score("Amara Nwosu", found["1"].name) == 100
    assert found["1"].registered_until == date(2026, 11, 30) >= clock.today()


def test_by_hand_nobody_is_asked(configure):
    configure(swe_register=SweRegister.MANUAL)
    assert not register.is_connected()
    with pytest.raises(NotConnected, match="type what you see"):
        register.connect("Amara Nwosu")
    configure(swe_register=SweRegister.SIMULATOR)
    assert isinstance(register.connect("Amara Nwosu"), Simulator)


def test_production_refuses_the_simulator():
    with pytest.raises(InsecureSettings, match="SWE_REGISTER must be manual"):
        Settings(prime_env=Environment.PRODUCTION, swe_register=SweRegister.SIMULATOR).check()


@pytest.mark.parametrize(
    ("ours", "theirs", "least", "most"),
    [
        ("Amara Nwosu", "NWOSU, Amara", 100, 100),
        ("Amara Nwosu", "Dr Amara Grace Nwosu", 100, 100),
        ("Zoë O'Neill", "Zoe ONeill", 100, 100),
        ("Amara Nwosu", "Amara Nwosou", 90, 99),
        ("Amara Nwosu", "Amara Fairley", 50, 80),
        ("Amara Nwosu", "Peter Quick", 0, 60),
        ("Amara Nwosu", "", 0, 0),
    ],
)
def test_how_names_fit(ours, theirs, least, most):
    assert least <= name_score(ours, theirs) <= most
    assert name_score(ours, theirs) == name_score(theirs, ours)
