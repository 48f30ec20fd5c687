"""Numbers that people type: what is accepted, in which form, and what slips past a careless pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.reference import identifiers

FULL_WIDTH_ONE = "\uff11"
ARABIC_ONE = "\u0661"
LONG_S = "\u017f"


@pytest.mark.parametrize(("typed", "number"), [("SW1", "SW1"), (" sw123456 ", "SW123456"), ("Sw 12 34", "SW1234"), ("SW-99", "SW99")])
def test_swe_number(typed: str, number: str) -> None:
    """Up to six digits, the first not 0, in any case and with spaces."""
    assert identifiers.swe_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "SW", "SW0123", "SW1234567", "1234", "SW12A", "XSW12", "SW1\x00", f"SW{FULL_WIDTH_ONE}", f"SW1{ARABIC_ONE}", f"{LONG_S}w12"],
)
def test_wrong_swe_number(typed: str) -> None:
    """Anything else, digits of other scripts and look-alike letters included."""
    with pytest.raises(ValueError, match="Enter a Social Work England number, like SW1234"):
        identifiers.swe_number(typed)


@pytest.mark.parametrize("typed", ["001234567890", "0012 3456 7890"])
def test_dbs_certificate_number(typed: str) -> None:
    """Twelve digits, leading noughts kept."""
    assert identifiers.dbs_certificate_number(typed) == "001234567890"


@pytest.mark.parametrize("typed", ["", "00123456789", "0012345678901", "00123456789O", ARABIC_ONE * 12])
def test_wrong_dbs_certificate_number(typed: str) -> None:
    """Not eleven, not thirteen, and no letter O."""
    with pytest.raises(ValueError, match="12 digits"):
        identifiers.dbs_certificate_number(typed)


def _standard(seven: int) -> str:
    """A VAT number with its modulus-97 check digits (HMRC: weights 8 down to 2, 97 less the remainder)."""
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), f"{seven:07}", strict=True))
    return f"{seven:07}{97 - total % 97:02}"


@given(st.integers(min_value=1, max_value=9_999_999))
def test_vat_numbers_with_right_check_digits_pass_and_with_wrong_ones_fail(seven: int) -> None:
    """The check digits computed here are accepted; the next pair is not."""
    right = _standard(seven)
    assert identifiers.vat_number(f"gb {right[:3]} {right[3:7]} {right[7:]}") == f"GB{right}"
    wrong = f"{right[:7]}{int(right[7:]) % 97 + 1:02}"
    with pytest.raises(ValueError, match="VAT registration number"):
        identifiers.vat_number(wrong)


@pytest.mark.parametrize(("real", "forged"), [("97", "00"), ("01", "98"), ("02", "99")])
def test_check_digits_outside_01_to_97_are_refused_although_the_sum_fits(real: str, forged: str) -> None:
    """They differ from real ones by 97, so that only the range tells them apart."""
    number = next(right for seven in range(1_000_000, 1_100_000) if (right := _standard(seven)).endswith(real))
    assert identifiers.vat_number(number) == f"GB{number}"
    with pytest.raises(ValueError, match="VAT registration number"):
        identifiers.vat_number(f"{number[:7]}{forged}")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("980780684", "GB980780684"), ("GB 980 7806 84 001", "GB980780684001"), ("GBGD001", "GBGD001"), ("ha 500", "GBHA500")],
)
def test_vat_number_forms(typed: str, number: str) -> None:
    """Standard, branch, government department and health authority."""
    assert identifiers.vat_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "GB", "000000000", "000000097", "000000097001", "GD500", "HA499", "123456700", "12345678", "GB12345678X", ARABIC_ONE * 9]
)
def test_wrong_vat_number(typed: str) -> None:
    """All noughts are refused although the sum would fit, and so is every other shape."""
    with pytest.raises(ValueError, match="VAT registration number"):
        identifiers.vat_number(typed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("kt11eu", "KT1 1EU"),
        ("SW1A  1AA", "SW1A 1AA"),
        ("m1 1ae", "M1 1AE"),
        ("DN551PT", "DN55 1PT"),
        ("w1a0ax", "W1A 0AX"),
        ("GIR 0AA", "GIR 0AA"),
    ],
)
def test_postcode(typed: str, written: str) -> None:
    """Every shape of a British postcode, in capitals with one space."""
    assert identifiers.postcode(typed) == written


@pytest.mark.parametrize("typed", ["", "KT1", "KT1 1", "QQ1 1AA", "KT1 1CU", "KT1 1EUX", "12345", f"{LONG_S}W1A 1AA"])
def test_wrong_postcode(typed: str) -> None:
    """Half a postcode, letters that are never used, and other countries' codes."""
    with pytest.raises(ValueError, match="postcode"):
        identifiers.postcode(typed)


@given(st.text(max_size=40))
def test_any_text_is_either_refused_or_brought_to_one_form(typed: str) -> None:
    """No input crashes, and what was accepted once is accepted again unchanged."""
    for read in (identifiers.swe_number, identifiers.dbs_certificate_number, identifiers.vat_number, identifiers.postcode):
        try:
            form = read(typed)
        except ValueError:
            continue
        assert read(form) == form
