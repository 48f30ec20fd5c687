"""Commands on pre-employment checks."""

from prime.checks.service.evidence import attach_evidence, take_evidence
from prime.checks.service.following import follow, follow_all, remind_due
from prime.checks.service.overrides import end_override, grant_override, refuse_override, request_override
from prime.checks.service.recording import open_set, record_check, reopen_without_copy

__all__ = [
    "attach_evidence",
    "end_override",
    "follow",
    "follow_all",
    "grant_override",
    "open_set",
    "record_check",
    "refuse_override",
    "remind_due",
    "reopen_without_copy",
    "request_override",
    "take_evidence",
]
