"""The demonstration, loaded once for each module."""

from tests.support.demonstration import demo, demonstration

__all__ = ["demo", "demonstration"]
