"""Whether the certificate a shop was made with still stands: the market calls a shop a graduate's only while it does."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.certificates.models import Certificate
from shops.franchise.following import tell_followers_of
from shops.franchise.models import Shop


def is_revoked(number: str) -> Exists:
    """Whether the certificate whose number stands in the column `number` of the outer query is revoked now. No query more."""
    return Exists(Certificate.objects.filter(number=OuterRef(number), revoked_at__isnull=False))


@transaction.atomic
def keep_marks(*, number: str, at: datetime) -> None:
    """Let those who list the shops made with the certificate `number` know that it stands no more, or again."""
    held = Shop.objects.select_for_update().filter(certificate_number=number).order_by("pk")
    tell_followers_of(list(held.values_list("pk", flat=True)), at=at)
