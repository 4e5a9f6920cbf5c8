"""The owner's sign as files to download: an SVG for the printer's shop, a PNG for the phone."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from shops.builder.signboard import Board, board_of, fingerprint
from shops.builder.signboard_files import signboard_png, signboard_svg
from shops.builder.views import own_shop

YEAR = 365 * 24 * 3600


@require_safe
@login_required
def sign_svg(request: HttpRequest) -> HttpResponse:
    return drawn(request, "svg", "image/svg+xml", signboard_svg)


@require_safe
@login_required
def sign_png(request: HttpRequest) -> HttpResponse:
    return drawn(request, "png", "image/png", signboard_png)


def drawn(request: HttpRequest, kind: str, content_type: str, draw: Callable[[Board], str | bytes]) -> HttpResponse:
    """The file. An address with the sign's fingerprint (`?v=`) is good for ever; without it the browser asks each time,
    and nothing is drawn for one who has it already."""
    shop = own_shop(request)
    mark = fingerprint(shop)
    etag = quote_etag(f"{mark}-{kind}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(draw(board_of(shop)), content_type=content_type)
    response["ETag"] = etag
    response["Content-Disposition"] = f'attachment; filename="yaodu-{shop.slug}-sign.{kind}"'
    kept = {"max_age": YEAR, "immutable": True} if request.GET.get("v") == mark else {"no_cache": True}
    patch_cache_control(response, private=True, **kept)
    return response
