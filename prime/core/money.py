"""Pounds and hours as Decimal, rounded half up in one place."""

from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")
ZERO = Decimal("0.00")


def pounds(amount: Decimal | int | str) -> Decimal:
    """The amount to two places, halves away from zero, so that a credit mirrors its invoice.

    Raises:
        TypeError: for a float, which cannot hold pence.
    """
    if isinstance(amount, float):
        raise TypeError("Money is never a float.")
    return Decimal(amount).quantize(PENNY, ROUND_HALF_UP)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """`part` of `whole` in per cent to one place; None where the whole is nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def is_sound(number: Decimal, least: Decimal | int, most: Decimal | int, *, places: int = 2) -> bool:
    """Whether a number from outside is finite, lies between two limits (both counted) and has no more decimal places."""
    return number.is_finite() and least <= number <= most and number == round(number, places)
