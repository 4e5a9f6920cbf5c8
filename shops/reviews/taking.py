"""The photographs of a review while it is written: taken in with each press, kept by signed numbers whatever else is wrong.

A signed number is good for one line of an order, so that nobody shows a photograph of somebody else's.
"""

from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shops.orders.models import OrderLine
from shops.reviews.models import MOST_PHOTOS
from uploads.models import Photo
from uploads.operations import Refused, file_name, take_in_photo


def signer(line: OrderLine) -> Signer:
    return Signer(salt=f"shops.reviews.photo.{line.pk}")


def marked(photos: list[Photo], line: OrderLine) -> list[tuple[Photo, str]]:
    """Each with what the form posts of it."""
    sign = signer(line).sign
    return [(photo, sign(str(photo.pk))) for photo in photos]


def kept(request: HttpRequest, line: OrderLine) -> list[Photo]:
    """Those that this form took in, or showed, before, and that were not taken out."""
    keys = []
    for value in request.POST.getlist("photo")[:MOST_PHOTOS]:
        try:
            keys.append(int(signer(line).unsign(value)))
        except (BadSignature, ValueError):
            continue
    found = Photo.objects.in_bulk(keys) if keys else {}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def taken(request: HttpRequest, line: OrderLine, at: datetime) -> tuple[list[Photo], list[str]]:
    """The photographs after this press, and what is to be said of files not taken in."""
    photos, refused = kept(request, line), []
    for file in request.FILES.getlist("new"):
        if len(photos) >= MOST_PHOTOS:
            refused.append(_("Four photos are enough; the first four are kept."))
            break
        try:
            photo = take_in_photo(owner=line.parcel.order.buyer, file=file, at=at)
        except Refused as fault:
            refused.append(f"{file_name(file)}: {fault}")
        else:
            photos += [photo] if photo not in photos else []
    return photos, refused
