"""Statements on paper: asked for once, printed by a job apart from the web worker, the oldest swept away."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import translation
from django_tasks import task

from common import audit
from common.rights import can
from printing.keeping import fill, lately, sweep
from printing.operations import render
from shops.franchise.models import Shop
from shops.franchise.operations import held as held_shop
from shops.settlement.models import PrintedStatement
from shops.settlement.operations import NotOver, NotYours
from shops.settlement.statements import whole
from shops.settlement.terms import Period, period_on
from shops.settlement.wording import parts_of, said, summary, told

KEPT = 6  # of a shop; another is printed in a second


@transaction.atomic
def ask_for_statement(*, shop: Shop, period: Period, language: str, by: Any, at: datetime) -> PrintedStatement:
    """Have the statement of a period that is over printed. Pressed twice, it is printed once. Raises NotYours, NotOver."""
    if not can(by, "read shop money", shop):
        raise NotYours
    if not period.is_over(at):
        raise NotOver
    held_shop(shop)
    wish = {"shop": shop, "begins_on": period.first, "language": language}
    if again := lately(PrintedStatement.objects.filter(**wish), at).first():
        return again
    made = PrintedStatement.objects.create(**wish, asked_by=by, asked_at=at)
    audit.record(by, "print statement", made, at=at, period=period.key)
    sweep(PrintedStatement.objects.filter(shop=shop)[KEPT:])
    transaction.on_commit(partial(print_statement.enqueue, made.pk))
    return made


@task()
def print_statement(pk: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    wish = PrintedStatement.objects.select_related("shop__owner").filter(pk=pk).first()
    fill(wish, drawn, name="statement")


def drawn(wish: PrintedStatement) -> bytes:
    with translation.override(wish.language):
        return render(template="documents/statement.html", context=context_of(wish), language=wish.language)


def context_of(wish: PrintedStatement) -> dict[str, Any]:
    """What documents/statement.html prints."""
    statement, lines = whole(wish.shop, period_on(wish.begins_on))
    rows = [(line, said(line.moved)) for line in lines]
    return {
        "statement": statement, "shop": wish.shop, "rows": rows, "at": wish.asked_at, "summary": summary(statement),
        "parts": parts_of(statement.moved), "payouts": [(one, told(one.settlement)) for one in statement.payouts],
    }  # fmt: skip
