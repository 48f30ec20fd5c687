"""The small language of wordings: what it takes, and the ways out of it that it does not have."""

import pytest

from prime.notifications import wording

NAMES = {"first_name", "role", "link", "is_hired"}


@pytest.mark.parametrize(
    "source",
    [
        "Hello {{ first_name }}",
        "Hello{{ ' ' ~ first_name if first_name }}",
        "{% if is_hired %}Welcome{% elif role == 'x' %}Hm{% else %}Sorry{% endif %}",
        "{{ link or base_url ~ '/home' }}",
        "No placeholder, 100% sure, } and { and # too",
    ],
)
def test_what_it_takes(source):
    assert wording.fault(source, NAMES) == ""


@pytest.mark.parametrize(
    "source",
    [
        "{{ first_name.__class__ }}",
        "{{ first_name['__class__'] }}",
        "{{ first_name|attr('__class__') }}",
        "{{ first_name|upper }}",
        "{{ link() }}",
        "{% for letter in role %}x{% endfor %}",
        "{% set role = 1 %}",
        "{% include 'layouts/base.html' %}",
        "{% extends 'email/base.html' %}",
        "{% import 'macros/afc.html' as afc %}",
        "{% macro x() %}{% endmacro %}",
        "{{ 'x' * 1000000000 }}",
        "{{ 10 ** 10000000 }}",
        "{{ [role] }}",
        "{% filter upper %}x{% endfilter %}",
        "{% with x = 1 %}{% endwith %}",
        "{{ role is defined }}",
    ],
)
def test_there_is_no_way_out(source):
    assert wording.fault(source, NAMES).startswith("Line 1 ")


@pytest.mark.parametrize("name", ["surname", "self", "loop", "range", "cycler", "lipsum", "namespace", "config", "request"])
def test_a_name_that_the_email_lacks(name):
    assert wording.fault(f"Hello {{{{ {name} }}}}", NAMES) == f"This email has no placeholder {{{{ {name} }}}}"


def test_what_must_be_said():
    assert wording.fault("Hello {{ first_name }}", NAMES, ("link",)) == "The text must mention {{ link }}"
    assert wording.fault("{{ link }}", NAMES, ("link",)) == ""


def test_what_cannot_be_read_is_named_by_line():
    assert wording.fault("Hello\n{{ first_name", NAMES).startswith("Line 2 cannot be read")


def test_a_missing_value_is_an_error_not_a_gap():
    with pytest.raises(wording.Unrenderable):
        wording.render("Hello {{ first_name }}", {})


def test_a_value_is_never_read_as_a_wording():
    assert wording.render("Hello {{ first_name }}", {"first_name": "{{ 7 * 7 }}"}) == "Hello {{ 7 * 7 }}"
