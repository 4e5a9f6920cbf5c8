"""Which badges are revoked, as verifiers ask it: one bit for each, in lists that tell nobody which badge is being checked.

A Bitstring Status List of the W3C. A revocation in it is for ever, so a certificate that is reinstated gets another badge, in
the lists of the next edition: in those of edition n are revoked the certificates that were revoked more than n times.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from gzip import compress
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from joserfc.util import urlsafe_b64encode

from courses.certificates.models import Certificate, StandingChange
from courses.certificates.signing import address, did, sign

SIZE = 131_072  # bits in a list: the least the standard allows, so that one badge hides among many
LIVES = timedelta(days=1)


def list_address(edition: int, block: int) -> str:
    return address(reverse("badges:status", args=[edition, block]))


def status_entry(certificate: Certificate, edition: int) -> dict[str, Any]:
    """Where a badge's bit is."""
    block, index = divmod(certificate.pk, SIZE)
    url = list_address(edition, block)
    return {
        "id": f"{url}#{index}", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": str(index), "statusListCredential": url,
    }  # fmt: skip


def is_kept(edition: int, block: int) -> bool:
    """Whether any badge points at this list. Two queries at most."""
    newest = Certificate.objects.aggregate(newest=Max("pk"))["newest"]
    if newest is None or block > newest // SIZE:
        return False
    return edition == 0 or times_revoked().filter(times__gte=edition).exists()


def times_revoked() -> Any:
    return Certificate.objects.annotate(times=Count("changes", filter=Q(changes__kind=StandingChange.Kind.REVOKED)))


def revoked_in(edition: int, block: int) -> list[int]:
    """The bits that are set. One query."""
    here = times_revoked().filter(pk__gte=block * SIZE, pk__lt=(block + 1) * SIZE, times__gt=edition)
    return [pk % SIZE for pk in here.values_list("pk", flat=True)]


def encoded(bits: Iterable[int]) -> str:
    """The list packed, bit 0 the highest of the first byte: gzip, then base64url with its multibase letter."""
    packed = bytearray(SIZE // 8)
    for bit in bits:
        packed[bit // 8] |= 0x80 >> bit % 8
    return "u" + urlsafe_b64encode(compress(bytes(packed), mtime=0)).decode()


def status_list(edition: int, block: int, *, at: datetime) -> str:
    """The list, signed, good for a day. One query."""
    url, until = list_address(edition, block), at + LIVES
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did(),
        "validFrom": at.isoformat(timespec="seconds"),
        "validUntil": until.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{url}#list", "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": encoded(revoked_in(edition, block)),
        },
    }  # fmt: skip
    return sign(document, valid_from=at, valid_until=until)
