"""From approved rooms, activities and walks to rows of the shop's visit section. Writes; called inside one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from common import audit
from common.sanitise import one_line, plain_text
from courses.assessment.queries import Artefact, approved_visits
from shops.builder.from_pieces import both, said_in
from shops.builder.models import Placement
from shops.franchise.models import Shop
from shops.visits.models import Visit, VisitPhoto
from uploads.models import Photo

LINES = ("meeting", "come")
TEXTS = ("about", "included", "bring", "safety", "stops")
NUMBERS = ("rooms", "beds", "minutes")


def to_place(shop: Shop) -> list[Artefact]:
    """What the shop's owner had approved and has put into no shop yet. Two queries."""
    approved = approved_visits(shop.owner_id)
    versions = [work.version_id for work in approved]
    placed = set(Placement.objects.filter(version__in=versions).values_list("version_id", flat=True)) if versions else set()
    return [work for work in approved if work.version_id not in placed]


def place_works(shop: Shop, by: Any, at: datetime) -> list[Visit]:
    """Put what was approved into the shop, each work once; returns what is new. The shop is held by who calls."""
    works = to_place(shop)
    if not works:
        return []
    visits = make_visits(shop, works, at)
    Placement.objects.bulk_create(
        Placement(version_id=work.version_id, visit=visit, placed_at=at) for work, visit in zip(works, visits, strict=True)
    )
    audit.record(by, "place visits", shop, at=at, visits=[visit.pk for visit in visits])
    return visits


def make_visits(shop: Shop, works: Sequence[Artefact], at: datetime) -> list[Visit]:
    """A row for each work, after those that are there, with its photographs. Photos that are not the owner's are left out."""
    last = shop.visits.aggregate(last=Max("position"))["last"] or 0
    wanted = [pk for work in works for pk in work.photo_ids]
    photos = Photo.objects.filter(owner_id=shop.owner_id).in_bulk(wanted) if wanted else {}
    made = []
    for position, work in enumerate(works, last + 1):
        visit = make_visit(shop, position, work.piece, work.content, at)
        add_photos(visit, work, photos)
        made.append(visit)
    return made


def make_visit(shop: Shop, position: int, kind: str, said: dict[str, Any], at: datetime) -> Visit:
    words: dict[str, str] = {}
    for name in LINES:
        words |= said_in(name, one_line(said.get(name, "")))
    for name in TEXTS:
        words |= said_in(name, plain_text(said.get(name, "")))
    return Visit.objects.create(
        shop=shop,
        kind=kind,
        position=position,
        price=said["price_fen"],
        months=said["months"],
        least=said.get("least", 1),
        most=said["guests"] if kind == Visit.Kind.ROOM else said["most"],
        phone=one_line(said.get("phone", "")),
        registration=one_line(said.get("registration", "")),
        created_at=at,
        **{name: said.get(name) for name in NUMBERS},
        **both("name", one_line(said["name_zh"]), one_line(said.get("name_en", ""))),
        **words,
    )


def add_photos(visit: Visit, work: Artefact, photos: dict[int, Photo]) -> None:
    """The cover first."""
    captions = {row["photo"]: one_line(row.get("caption", "")) for row in work.content.get("photos", [])}
    own = [pk for pk in work.photo_ids if pk in photos]
    VisitPhoto.objects.bulk_create(
        VisitPhoto(visit=visit, photo=photos[pk], position=position, caption=captions.get(pk, "")[:80])
        for position, pk in enumerate(own, 1)
    )
