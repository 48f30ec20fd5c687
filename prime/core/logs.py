"""Structured logs on standard output; no request bodies, no cookies, no names."""

import logging
import sys

import structlog

from prime.core.settings import Environment, settings

# Local variables hold passwords, tokens and names: a traceback shows where, never what.
_TRACEBACK = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)


def configure() -> None:
    """Set up logging for this process: JSON lines in production, readable lines elsewhere."""
    level = logging.getLevelNamesMapping()[settings().log_level.upper()]
    readable = settings().prime_env in {Environment.DEVELOPMENT, Environment.DEMO, Environment.TEST}
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback)]
        if readable
        else [structlog.processors.ExceptionRenderer(_TRACEBACK), structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[*shared, *renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    processors = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=processors, foreign_pre_chain=shared))
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
