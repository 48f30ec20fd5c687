"""How htmx is set up: strict enough for the content policy, and nothing personal kept in browser storage."""

import json
from typing import Any

from litestar import Request

# We swap 422 (a form with errors) and no other 4xx or 5xx. The history cache would keep pages in localStorage.
CONFIG = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "historyCacheSize": 0,
        "includeIndicatorStyles": False,
        "refreshOnHistoryMiss": True,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "422", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
        "selfRequestsOnly": True,
    },
    separators=(",", ":"),
)


def is_htmx(request: Request[Any, Any, Any]) -> bool:
    """Whether htmx asks, and not the browser itself."""
    return request.headers.get("hx-request") == "true"
