"""What draws people to AfC, counted by role: for those who run vacancies."""

from collections import Counter
from typing import Any

from litestar import Request, get
from litestar.params import FromQuery
from litestar.response import Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries
from prime.candidates.answers import MOTIVATOR_LABELS
from prime.core.actor import Actor
from prime.web.charts import bar_chart
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]


@get("/motivators", guards=[Requires(Permission.VACANCIES_MANAGE)])
async def count_motivators(request: PrimeRequest, vacancy: FromQuery[list[str] | None] = None) -> Template:
    """Why people apply, for all roles or some."""
    counts = await queries.count_motivators(request.auth)
    roles = {row.vacancy_reference: f"{row.vacancy_title}, {row.vacancy_reference}" for row in counts}
    chosen = [reference for reference in vacancy or [] if reference in roles]
    named: Counter[str] = Counter()
    for row in counts:
        if not chosen or row.vacancy_reference in chosen:
            named[MOTIVATOR_LABELS[row.motivator]] += row.people
    bars = named.most_common()
    return page(
        "pages/candidates/count_motivators.html",
        bars=bars,
        chart=bar_chart(bars),
        named=named.total(),
        roles=roles,
        chosen=chosen,
    )


route_handlers = [count_motivators]
