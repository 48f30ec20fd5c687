"""How htmx is set up: strict enough for the content policy, and nothing personal kept in browser storage."""

import json

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
