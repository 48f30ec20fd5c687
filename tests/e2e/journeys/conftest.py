"""Browsers of these tests open the live demonstration instead of the bare site."""

import pytest

from tests.support.live import live
from tests.support.pages import enter
from tests.support.product import Product
from tests.support.site import Site

__all__ = ["enter", "live"]


@pytest.fixture(scope="package")
def site(live: Product) -> Site:
    """Where the browsers of these tests begin."""
    return Site(live.url, live.environment)
