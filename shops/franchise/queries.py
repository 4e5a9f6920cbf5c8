"""What franchise managers read — the shops that wait, what was decided, all of them — and in which a person works."""

from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from common.audit import subject_of
from common.models import AuditEntry
from shops.franchise.models import Agreement, Helper, Inspection, Shop


def shops_of(user: Any) -> QuerySet[Shop]:
    """The shops a person works in: their own first, then those they help in (`helps`), the latest first."""
    own = Case(When(owner_id=user.pk, then=Value(False)), default=Value(True), output_field=BooleanField())
    helped = Exists(Helper.objects.filter(shop=OuterRef("pk"), person_id=user.pk))
    rows = Shop.objects.filter(Q(owner_id=user.pk) | helped)
    return rows.annotate(helps=own).order_by("helps", "-created_at", "-pk")


def all_shops(state: str = "") -> QuerySet[Shop]:
    """Every shop, or those in `state`, by name, with its owner: the franchise manager's register."""
    rows = Shop.objects.select_related("owner").order_by("name_zh_hans", "pk")
    return rows.filter(state=state) if state in Shop.State.values else rows


def waiting() -> QuerySet[Shop]:
    """Shops that wait for inspection, each with when it was last signed (`signed_at`), the longest waiting first."""
    signed = Agreement.objects.filter(shop=OuterRef("pk")).order_by("-pk").values("signed_at")[:1]
    rows = Shop.objects.filter(state=Shop.State.SENT).select_related("owner")
    return rows.annotate(signed_at=Subquery(signed), goods=Count("products")).order_by("signed_at", "pk")


def decided_lately(count: int = 10) -> QuerySet[Inspection]:
    return Inspection.objects.select_related("shop", "inspector").order_by("-pk")[:count]


def sent_at(shop: Shop):  # type: ignore[no-untyped-def]
    """When the shop was last sent, by the audit; None before."""
    sent = AuditEntry.objects.filter(action="send shop", subject=subject_of(shop))
    return sent.aggregate(at=Max("at"))["at"]


def last_return(shop: Shop) -> Inspection | None:
    """The latest return with its reasons."""
    return shop.inspections.filter(decision=Inspection.Decision.RETURN).order_by("-pk").first()
