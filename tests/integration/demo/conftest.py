"""The demonstration, seeded once for the whole run."""

from tests.support.demonstration import demo, demonstration, demonstration_url

__all__ = ["demo", "demonstration", "demonstration_url"]
