"""Numbers that people type, brought to one form or refused with the sentence that a form shows. Pure.

Every function raises ValueError, which form models turn into a message beside the field.
"""

import re

from stdnum.exceptions import ValidationError
from stdnum.gb import vat

_SWE_NUMBER = re.compile(r"SW[1-9][0-9]{0,5}")
_DBS_NUMBER = re.compile(r"[0-9]{12}")
_OUTWARD = r"GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
_POSTCODE = re.compile(rf"({_OUTWARD})([0-9][ABD-HJLNP-UW-Z]{{2}})")
_SPACES = re.compile(r"[\s-]+")
_STANDARD_VAT_LENGTHS = (9, 12)
_HIGHEST_CHECK_DIGITS = 97


def _compact(typed: str) -> str:
    # Only ASCII may be put in capitals: the long s and the dotless i become S and I, and would slip through.
    return _SPACES.sub("", typed).upper() if typed.isascii() else ""


def swe_number(typed: str) -> str:
    """A Social Work England number in one form: SW1234 (DfE's own pattern, matched in full).

    Raises:
        ValueError: it has another shape.
    """
    number = _compact(typed)
    if not _SWE_NUMBER.fullmatch(number):
        raise ValueError("Enter a Social Work England number, like SW1234")
    return number


def dbs_certificate_number(typed: str) -> str:
    """The 12 digits of a Disclosure and Barring Service certificate.

    Raises:
        ValueError: it has another shape.
    """
    number = _compact(typed)
    if not _DBS_NUMBER.fullmatch(number):
        raise ValueError("Enter a DBS certificate number, which has 12 digits, like 001234567890")
    return number


def vat_number(typed: str) -> str:
    """A United Kingdom VAT number with its prefix: GB and 9 or 12 digits, or GD or HA and 3 (HMRC's check digits).

    Raises:
        ValueError: the shape or a check digit is wrong, all digits are 0, or the check digits are not 01 to 97.
    """
    try:
        number = vat.validate(_compact(typed))
    except ValidationError:
        raise ValueError("Enter a VAT registration number, like GB 123 4567 82") from None
    if len(number) in _STANDARD_VAT_LENGTHS and not (int(number[:7]) and 1 <= int(number[7:9]) <= _HIGHEST_CHECK_DIGITS):
        raise ValueError("Enter a VAT registration number, like GB 123 4567 82")
    return f"GB{number}"


def postcode(typed: str) -> str:
    """A United Kingdom postcode with its space: SW1A 1AA.

    Raises:
        ValueError: it has another shape.
    """
    match = _POSTCODE.fullmatch(_compact(typed))
    if match is None:
        raise ValueError("Enter a full UK postcode, like KT1 1EU")
    return f"{match[1]} {match[2]}"
