"""Tests through a real browser against the running site."""

from tests.support.browser import chromium, open_context, page, phone, plain
from tests.support.site import site, site_worker

__all__ = ["chromium", "open_context", "page", "phone", "plain", "site", "site_worker"]
