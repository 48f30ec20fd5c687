"""The way of a small form: what is wrong stands on the form again, a refusal on the page behind it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from litestar.response import Redirect, Template

from prime.core.errors import Conflict, InvalidInput
from prime.core.fields import Form
from prime.web.flash import redirect
from prime.web.forms import Bound

FormT = TypeVar("FormT", bound=Form)


async def submitted(
    form: Bound[FormT],
    show: Callable[[Bound[FormT], int], Awaitable[Template]],
    command: Callable[[FormT], Awaitable[object]],
    *,
    back: str,
    done: str,
) -> Template | Redirect:
    """Run a command with the answers of a form; `show` draws the form with a status, `back` is the page behind it."""
    if form.value is None:
        return await show(form, 422)
    try:
        await command(form.value)
    except InvalidInput as refusal:
        return await show(form.refuse(refusal), 422)
    except Conflict as refusal:
        return redirect(back, f"{refusal.title}. {refusal.detail}", kind="info")
    return redirect(back, done)
