"""Commands on pre-employment checks."""

from prime.checks.service.evidence import attach_evidence, take_evidence
from prime.checks.service.following import follow, follow_all, remind_due
from prime.checks.service.recording import open_set, record_check, reopen_without_copy

__all__ = [
    "attach_evidence",
    "follow",
    "follow_all",
    "open_set",
    "record_check",
    "remind_due",
    "reopen_without_copy",
    "take_evidence",
]
