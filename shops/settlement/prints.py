"""Statements on paper: asked for once, printed by a job apart from the web worker, the oldest swept away."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django_tasks import task

from common import audit
from common.clock import now
from common.rights import can
from printing.operations import CannotPrint, render
from shops.franchise.models import Shop
from shops.franchise.operations import held as held_shop
from shops.settlement.models import PrintedStatement
from shops.settlement.operations import NotOver, NotYours
from shops.settlement.statements import whole
from shops.settlement.terms import Period, period_on
from shops.settlement.wording import parts_of, said, summary, told

log = logging.getLogger(__name__)
TWICE = timedelta(seconds=30)  # a second press within it is the same wish
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
    if again := PrintedStatement.objects.filter(**wish, asked_at__gt=at - TWICE, failed=False).first():
        return again
    made = PrintedStatement.objects.create(**wish, asked_by=by, asked_at=at)
    audit.record(by, "print statement", made, at=at, period=period.key)
    sweep(shop)
    transaction.on_commit(partial(print_statement.enqueue, made.pk))
    return made


def sweep(shop: Shop) -> None:
    for old in PrintedStatement.objects.filter(shop=shop)[KEPT:]:
        if old.pdf:
            transaction.on_commit(partial(old.pdf.storage.delete, str(old.pdf.name)))
        old.delete()


@task()
def print_statement(pk: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    wish = PrintedStatement.objects.select_related("shop__owner").filter(pk=pk).first()
    if wish is None or wish.pdf:
        return
    with translation.override(wish.language):
        try:
            pdf = render(template="documents/statement.html", context=context_of(wish), language=wish.language)
        except CannotPrint as fault:
            log.warning("Statement %s was not printed: %s", pk, fault)
            PrintedStatement.objects.filter(pk=pk).update(failed=True)
            return
    wish.pdf.save(f"statement-{pk}.pdf", ContentFile(pdf), save=False)
    if not PrintedStatement.objects.filter(pk=pk, pdf="").update(pdf=wish.pdf.name, printed_at=now()):
        wish.pdf.delete(save=False)  # another job printed it meanwhile, or it was swept


def context_of(wish: PrintedStatement) -> dict[str, Any]:
    """What documents/statement.html prints."""
    statement, lines = whole(wish.shop, period_on(wish.begins_on))
    rows = [(line, said(line.moved)) for line in lines]
    return {
        "statement": statement, "shop": wish.shop, "rows": rows, "at": wish.asked_at, "summary": summary(statement),
        "parts": parts_of(statement.moved), "payouts": [(one, told(one.settlement)) for one in statement.payouts],
    }  # fmt: skip
