"""Questions as pages read them."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median_high
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from shops.asking.models import Question
from shops.catalogue.models import Product
from shops.franchise.models import Shop

ON_PAGE, PAGE = 3, 20
LEAST = 5  # answers before it is said how soon they come
COUNTED = 50  # the newest answers
State = Question.State


@dataclass(frozen=True)
class Page:
    rows: list[Question]
    next: int | None  # the key of the next page


def count_of_answers() -> Coalesce:
    """For a query of products: how many questions and answers all may read."""
    shown = Question.objects.shown().filter(product=OuterRef("pk")).order_by().values("product").annotate(n=Count("pk"))
    return Coalesce(Subquery(shown.values("n")[:1]), 0, output_field=IntegerField())


def latest_answers(product: Product) -> list[Question]:
    """The newest three that all may read. One query."""
    return list(Question.objects.shown().filter(product=product)[:ON_PAGE])


def answers_of(product: Product, before: int | None = None) -> Page:
    """A page of what all may read of a product, the newest first. One query, by an index."""
    rows = Question.objects.shown().filter(product=product)
    return page_of(rows.filter(pk__lt=before) if before else rows)


def questions_of(shop: Shop, state: str, beyond: int | None = None) -> Page:
    """A page of a shop's questions in a state: those that wait the longest first, others the newest first. One query."""
    rows = Question.objects.filter(shop=shop, state=state).select_related("product").defer("phone", "asker")
    if state == State.WAITING:
        rows = rows.order_by("pk")
        return page_of(rows.filter(pk__gt=beyond) if beyond else rows)
    return page_of(rows.filter(pk__lt=beyond) if beyond else rows)


def page_of(rows: Any) -> Page:
    found = list(rows[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def counts_of(shop: Shop) -> dict[str, int]:
    """How many questions of the shop are in each state. One query."""
    return dict(Question.objects.filter(shop=shop).order_by().values_list("state").annotate(n=Count("pk")))


def question_of(shop: Shop, pk: int) -> Question | None:
    """One of the shop's questions. One query."""
    return Question.objects.filter(shop=shop, pk=pk).select_related("product").first()


def question_at(key: str) -> Question | None:
    """The question at this address. One query."""
    return Question.objects.filter(key=key).select_related("product", "shop").first()


def askable(slug: str) -> Product | None:
    """The product that may be asked about at this address. One query."""
    rows = Product.objects.filter(slug=slug, state__in=(Product.State.ON_SALE, Product.State.RESTING))
    return rows.filter(shop__state=Shop.State.OPEN).select_related("shop__owner").first()


def usual_days(shop: Shop) -> int | None:
    """Within how many days the shop usually answers: the median of its newest answers; None of fewer than five. One query."""
    rows = Question.objects.filter(shop=shop, state=State.ANSWERED).values_list("asked_at", "answered_at")[:COUNTED]
    took = [answered - asked for asked, answered in rows if answered]
    if len(took) < LEAST:
        return None
    return max(-(-median_high(took) // timedelta(days=1)), 1)
