"""Applying page by page, as a browser does."""

import json
from typing import Any

from tests.support.client import Browser

AGREED = {"privacy_notice": "yes", "declaration": "yes"}
ABOUT = {
    "first_name": "Amara",
    "last_name": "Nwosu",
    "email": "amara@people.example",
    "phone": "01632 960 001",
    "postcode": "KT1 1EU",
}
JOB = {
    "employer": "Westbrook Council",
    "title": "Social worker",
    "kind": "permanent",
    "began_on-month": "9",
    "began_on-year": "2012",
    "is_current": "yes",
}
PAGES: dict[str, dict[str, Any]] = {
    "about": ABOUT,
    "registration": {"registration": "registered", "swe_number": "SW4321", "experience_years": "6", "has_conditions": "no"},
    "checks": {"dbs": "update_service", "right_to_work": "permanent"},
    "history/jobs/0a0a0a0a": JOB,
    "why": {"motivators": ["permanence", "team"], "motivation": "I want to stay with families for longer than a contract."},
    "needs": {"has_needs": "no"},
}


async def answer_all(browser: Browser, path: str, **changes: Any) -> None:
    """Answer each page; what is changed goes to the page that asks it."""
    for page, typed in PAGES.items():
        sent = await browser.submit(f"{path}/{page}", typed | {name: value for name, value in changes.items() if name in typed})
        assert sent.status_code == 303, (page, sent.status_code)


def draft_of(**changes: Any) -> dict[str, Any]:
    """The answers of a draft, all of them."""
    flat = {name: value for page, typed in PAGES.items() if "/" not in page for name, value in typed.items()}
    answers: dict[str, Any] = json.loads(json.dumps(flat | {"jobs": {"0a0a0a0a": JOB}} | changes))
    return answers
