"""Whether the certificate a shop was made with still stands: the market calls a shop a graduate's only while it does."""

from django.db.models import Exists, OuterRef

from courses.certificates.models import Certificate


def is_revoked(number: str) -> Exists:
    """Whether the certificate whose number stands in the column `number` of the outer query is revoked now. No query more."""
    return Exists(Certificate.objects.filter(number=OuterRef(number), revoked_at__isnull=False))
