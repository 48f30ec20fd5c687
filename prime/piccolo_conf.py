"""What Piccolo needs to find: the engine and the one application."""

from piccolo.conf.apps import AppRegistry

from prime.core.db import DB

__all__ = ["APP_REGISTRY", "DB"]

APP_REGISTRY = AppRegistry(apps=["prime.piccolo_app"])
