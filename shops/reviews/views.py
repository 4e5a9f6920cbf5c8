"""A buyer says how it was: written, changed, withdrawn, by who placed the order, signed in or in this browser."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from shops.orders.models import OrderLine, ShopOrder
from shops.orders.remembering import may_open
from shops.reviews import operations, taking
from shops.reviews.forms import ReviewForm, VisitReviewForm
from shops.reviews.models import MOST_PHOTOS, STARS, CustomerReview
from shops.reviews.names import masked
from shops.reviews.queries import photos_of
from uploads.models import Photo

LIMIT = "review"


def line_of(request: HttpRequest, number: str, pk: int) -> OrderLine:
    """A line in an order that this reader placed; 404 for anybody else, and for a visit at which they were not, or not yet."""
    rows = OrderLine.objects.select_related(
        "parcel__order__buyer", "parcel__shop__owner", "offer__variant__product", "booking__visit", "review"
    )
    found = rows.filter(pk=pk, parcel__order__number=number).first()
    if found is None or not may_open(request, found.parcel.order):
        raise Http404
    if found.offer_id is None and not operations.may_be_reviewed(found):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """How it was: a form while it may be written or changed, then what was said."""
    line = line_of(request, number, pk)
    if line.parcel.state != ShopOrder.State.RECEIVED:
        messages.info(request, _("Say how it was once you have it."))
        return redirect("orders:order", number)
    said: CustomerReview | None = getattr(line, "review", None)
    may_write = said is None or operations.is_changeable(said, now())
    if request.method == "POST" and may_write:
        return posted(request, line, said)
    if request.method == "POST":
        messages.warning(request, _("It stays as it is: a review is changed within seven days."))
        return redirect("reviews:review", number, pk)
    typed = {"stars": said.stars, "text": said.text} if said else {}
    return page_of(request, line, said, form_of(line)(initial=typed) if may_write else None, photos_of(said))


def form_of(line: OrderLine) -> type[ReviewForm]:
    return ReviewForm if line.offer_id else VisitReviewForm


def posted(request: HttpRequest, line: OrderLine, said: CustomerReview | None) -> HttpResponse:
    """What was typed and photographed stays on the page while anything is wrong."""
    form = form_of(line)(request.POST)
    if ratelimit.consume(request, action=LIMIT, key=str(line.pk)):
        photos, refused = taking.taken(request, line, now())
    else:
        photos, refused = taking.kept(request, line), [_("That was pressed very often. Wait an hour, then send it again.")]
    for words in refused:
        form.add_error(None, words)
    if form.is_valid():
        keep(line, said, form.cleaned_data, photos, request.user)
        messages.success(request, _("Thank you. Everybody can read it now.") if said is None else _("Changed."))
        return redirect("orders:order", line.parcel.order.number)
    return page_of(request, line, said, form, photos)


def keep(line: OrderLine, said: CustomerReview | None, given: dict[str, Any], photos: list[Photo], by: Any) -> None:
    """Written, or changed; the form has said already what an operation would refuse."""
    facts = {"stars": given["stars"], "text": given["text"], "photos": photos, "by": by, "at": now()}
    if said is None:
        operations.write_review(line=line, **facts)
    else:
        operations.change_review(review=said, **facts)


def page_of(
    request: HttpRequest, line: OrderLine, said: CustomerReview | None, form: ReviewForm | None, photos: list[Photo]
) -> HttpResponse:  # fmt: skip
    chosen = str(form["stars"].value() or "") if form else ""
    context = {
        "line": line, "order": line.parcel.order, "shop": line.parcel.shop, "said": said, "form": form,
        "photos": taking.marked(photos, line), "more": MOST_PHOTOS - len(photos),
        "choices": [(stars, words, str(stars) == chosen) for stars, words in STARS.items()],
        "shown_as": masked(line.parcel.order.buyer.name if line.parcel.order.buyer else line.parcel.order.name),
        "until": said.written_at + operations.CHANGED_FOR if said else None,
    }  # fmt: skip
    return render(request, "shops/reviews/review.html", context)


@require_POST
def withdraw(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The writer takes it back."""
    line = line_of(request, number, pk)
    said = getattr(line, "review", None)
    if said is None:
        raise Http404
    operations.withdraw_review(review=said, by=request.user, at=now())
    messages.success(request, _("Your review is taken back. Nobody reads it any more."))
    return redirect("orders:order", number)
