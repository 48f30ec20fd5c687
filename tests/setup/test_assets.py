"""The style sheet and the packages: nothing of gov.uk's own, nothing from elsewhere, nothing without an integrity hash."""

import json

import pytest

from prime.setup.assets import ASSETS, FORBIDDEN, without_crest
from prime.setup.steps import StepFailed

CREST = '.govuk-footer__copyright-logo::before{content:"";background:url("/assets/images/govuk-crest.svg")}'


def test_the_rule_that_draws_the_crest_is_stripped() -> None:
    assert without_crest(f".a{{color:red}}{CREST}.b{{color:blue}}") == ".a{color:red}.b{color:blue}"


@pytest.mark.parametrize("left", ["src:url(/x.png)", "font-family:GDS Transport", "background:crest"])
def test_what_belongs_to_gov_uk_or_lies_elsewhere_fails_the_build(left: str) -> None:
    with pytest.raises(StepFailed, match="still holds"):
        without_crest(f".a{{{left}}}")


def test_the_built_style_sheet_is_whole_and_ours() -> None:
    css = (ASSETS / "build" / "govuk.css").read_text()

    assert not [text for text in FORBIDDEN if text in css]
    assert "Inter Variable" in css
    assert ".govuk-button" in css
    assert not css.startswith("\ufeff")


def test_every_package_has_an_integrity_hash_and_no_address() -> None:
    packages = json.loads((ASSETS / "package-lock.json").read_text())["packages"]
    of_others = {name: package for name, package in packages.items() if name}

    assert of_others
    assert all(package["integrity"].startswith("sha512-") for package in of_others.values())
    assert not [name for name, package in packages.items() if "resolved" in package]
