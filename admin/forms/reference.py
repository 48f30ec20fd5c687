"""Enter dated values: a rate, a pay point, a price cap. The value before each ends the day before."""

from datetime import date
from decimal import Decimal

from piccolo_admin.endpoints import FormConfig
from pydantic import BaseModel, Field

from admin.forms.run import action
from prime.core.actor import Actor
from prime.reference import service
from prime.reference.tables import AgencyJobType, RateKind


class Dated(BaseModel):
    """From when a value applies, and where it stands."""

    effective_from: date = Field(title="First day")
    source: str = Field(min_length=1, max_length=200, title="Where it was published")


class EnterRate(Dated):
    """A value of the list of rates."""

    kind: str = Field(max_length=60, title="Kind (as in the table rate)")
    value: Decimal = Field(max_digits=12, decimal_places=4)
    band_from: Decimal = Field(Decimal(0), ge=0, max_digits=12, decimal_places=2, title="Lower edge of its band, 0 where it has none")


class EnterPayPoint(Dated):
    """The salary of one point of the NJC scale."""

    point: int = Field(ge=1, le=99)
    annual_amount: Decimal = Field(max_digits=9, decimal_places=2, title="Salary for a year")


class EnterPriceCap(Dated):
    """The most that agency work may cost in a region."""

    region_code: str = Field(max_length=9, title="Region (like E12000007)")
    job_type: str = Field(title=f"Job type ({', '.join(AgencyJobType)})")
    hourly_amount: Decimal = Field(max_digits=6, decimal_places=2, title="Most for an hour")


async def _enter_rate(actor: Actor, data: EnterRate) -> str:
    if data.kind not in set(RateKind):
        raise ValueError("There is no rate of this kind.")
    await service.set_rate(
        actor, kind=RateKind(data.kind), value=data.value, band_from=data.band_from, effective_from=data.effective_from, source=data.source
    )
    return "The rate applies from its first day."


async def _enter_pay_point(actor: Actor, data: EnterPayPoint) -> str:
    await service.set_pay_point(
        actor, point=data.point, annual_amount=data.annual_amount, effective_from=data.effective_from, source=data.source
    )
    return "The pay point applies from its first day."


async def _enter_price_cap(actor: Actor, data: EnterPriceCap) -> str:
    if data.job_type not in set(AgencyJobType):
        raise ValueError("There is no job type of this name.")
    await service.set_price_cap(
        actor,
        region_code=data.region_code,
        job_type=AgencyJobType(data.job_type),
        hourly_amount=data.hourly_amount,
        effective_from=data.effective_from,
        source=data.source,
    )
    return "The price cap applies from its first day."


ENTER_RATE = FormConfig(
    name="Enter a rate",
    pydantic_model=EnterRate,
    endpoint=action(_enter_rate),
    description="The rate that applied until then ends the day before.",
    form_group="Reference",
)
ENTER_PAY_POINT = FormConfig(
    name="Enter a pay point",
    pydantic_model=EnterPayPoint,
    endpoint=action(_enter_pay_point),
    description="The award before it ends the day before.",
    form_group="Reference",
)
ENTER_PRICE_CAP = FormConfig(
    name="Enter a price cap",
    pydantic_model=EnterPriceCap,
    endpoint=action(_enter_price_cap),
    description="The cap before it ends the day before.",
    form_group="Reference",
)
