"""Commands on pre-employment checks."""

from prime.checks.service.assessments import assess_disclosure, decide_disclosure, explain_disclosure, forget_disclosures
from prime.checks.service.evidence import attach_evidence, take_evidence
from prime.checks.service.following import follow, follow_all, remind_due
from prime.checks.service.lookups import keep_lookup
from prime.checks.service.overrides import end_override, grant_override, refuse_override, request_override
from prime.checks.service.recording import open_set, record_check, reopen_without_copy

__all__ = [
    "assess_disclosure",
    "attach_evidence",
    "decide_disclosure",
    "end_override",
    "explain_disclosure",
    "follow",
    "follow_all",
    "forget_disclosures",
    "grant_override",
    "keep_lookup",
    "open_set",
    "record_check",
    "refuse_override",
    "remind_due",
    "reopen_without_copy",
    "request_override",
    "take_evidence",
]
