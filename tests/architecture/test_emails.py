"""Every e-mail that the product can send is in the catalogue, with exactly the values that it gets."""

from pathlib import Path

import pytest
from jinja2 import meta

from tests.architecture.emails import Source, placeholders

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path.name for path in (ROOT / "templates" / "email").iterdir() if path.is_dir())
PARTS = ("subject.txt", "body.txt", "body.html")


@pytest.fixture(scope="module")
def uses():
    return list(Source(ROOT / "prime", set(FOLDERS)).uses())


def test_the_reader_follows_helpers_and_their_callers(tmp_path):
    (tmp_path / "letters.py").write_text(
        """
def _facts(offer): return {"role": 1, **_more(offer)}
def _more(offer): return {"salary": 2}
async def _tell(actor, template, **more):
    await notifications.send(actor, template, to=1, **_facts(1), **more)
async def accept(actor):
    await _tell(actor, "offer_accepted", extra=1)
async def close(actor, status):
    await notifications.send(actor, f"request_{status}", address="x", secret_link="y")
"""
    )
    found = {use.template: placeholders(use) for use in Source(tmp_path, {"request_declined", "other"}).uses()}
    assert found == {"offer_accepted": {"role", "salary", "extra", "first_name"}, "request_declined": {"link"}}


def test_every_folder_is_in_the_catalogue():
    from prime.notifications.catalogue import entries

    assert list(entries()) == FOLDERS
    assert [entry.name for entry in entries().values() if not (entry.when and entry.to and set(entry.required) <= set(entry.placeholders))] == []


def test_every_email_sent_exists_and_every_email_is_sent(uses):
    assert {use.template for use in uses} == set(FOLDERS)


@pytest.mark.parametrize("name", FOLDERS)
def test_it_is_sent_with_exactly_its_placeholders(uses, name):
    from prime.notifications.catalogue import find

    mine = [use for use in uses if use.template == name]
    expected = set(find(name).placeholders)
    # A link stands for its mark or for nothing, so it may be mentioned wherever one way of sending has it.
    wrong = [(use.where, sorted(expected ^ placeholders(use))) for use in mine if expected - {"link"} != placeholders(use) - {"link"}]
    assert wrong == []
    assert ("link" in expected) == any("link" in placeholders(use) for use in mine)


@pytest.mark.parametrize("name", FOLDERS)
def test_its_shipped_text_mentions_nothing_else_and_renders_with_the_samples(name):
    from prime.notifications.catalogue import find
    from prime.web.templating import environment

    entry, env = find(name), environment()
    for part in PARTS:
        source = (ROOT / "templates" / "email" / name / part).read_text()
        assert meta.find_undeclared_variables(env.parse(source)) - set(entry.placeholders) - set(env.globals) <= {"base_url"}, part
        assert env.get_template(f"email/{name}/{part}").render({**entry.placeholders, "base_url": "https://prime.example"}).strip(), part
    assert set(entry.required) <= set().union(
        *(meta.find_undeclared_variables(env.parse((ROOT / "templates" / "email" / name / part).read_text())) for part in PARTS[:2])
    )
