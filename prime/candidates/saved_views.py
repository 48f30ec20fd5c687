"""What a saved view of the pipeline keeps of its address. Pure."""

from urllib.parse import parse_qsl, urlencode

from prime.core.errors import InvalidInput

MOST, NAME_MAX, QUERY_MAX = 20, 60, 2000
_KEPT = ("view", "q", "needs", "turn", "source", "stage", "vacancy", "sort")
_MOST_FIELDS = 100


def kept(query: str) -> str:
    """The filters, the order and the kind of view of an address, always in one order; what else it says is left out.

    Raises:
        InvalidInput: it holds more than a view may keep.
    """
    try:
        said = parse_qsl(query.removeprefix("?"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        said = None
    address = urlencode([(name, value.strip()) for name in _KEPT for key, value in said if key == name and value.strip()]) if said else ""
    if said is None or len(address) > QUERY_MAX:
        raise InvalidInput.field("query", "This view has too many filters. Remove some of them.")
    return address
