"""What the desk reads: the facts of a shop in seven queries, however many goods; its packs by how few are left."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from common.clock import now, shanghai_day
from shops.asking.models import Question
from shops.availability.festivals import moved
from shops.availability.models import Rate, Stay
from shops.availability.owning import begins_on
from shops.builder.models import Edition, Generation
from shops.catalogue.models import Offer, Product, ProductPhoto
from shops.catalogue.queries import packs_on_offer
from shops.desk.facts import Facts
from shops.franchise.models import Agreement, FranchiseTerms, Shop
from shops.franchise.queries import last_return
from shops.franchise.renewing import sign_by
from shops.fulfilment.models import Watch
from shops.orders.models import ShopOrder
from shops.returns.models import Claim
from shops.returns.queries import OF_THE_SHOP
from shops.standards.models import RuleBook
from shops.standards.queries import measures_of
from shops.visits.models import Visit
from uploads.models import Photo

AT_ONCE = 20  # packs on a page
BUSY = (Shop.State.OPEN, Shop.State.RESTING, Shop.State.SUSPENDED)


def has_desk(shop: Shop | None) -> bool:
    """Whether the shop's own page is its desk: once it was opened, until it is closed."""
    return shop is not None and shop.state in BUSY


def facts_of(shop: Shop, today: date) -> Facts:
    """All that the rules look at. Seven queries; one more for a shop given back, two for one with a festival's price."""
    stands, terms = standing(shop), newest_terms(shop)
    dear = Rate.objects.filter(bookable__visit__shop=shop)
    running = (Shop.State.OPEN, Shop.State.RESTING)
    must = terms and not terms.is_signed and shop.state in running and (terms.sign_by or shop.state == Shop.State.RESTING)
    by = (sign_by(shop, terms) or today) if must and terms else None
    return Facts(
        shop=shop, today=today, goods=goods_of(shop), measures=measures_of(shop),
        returned=last_return(shop) if shop.state == Shop.State.RETURNED else None, terms_by=by,
        rules_from=stands["rules_from"] if (stands["rules_version"] or 0) > 1 else None,
        has_draft=stands["edition"] is not None and stands["published"] is None, differing=stands["differing"] or 0,
        unanswered=stands["unanswered"] or 0, late=stands["late"] or 0,
        claims=stands["claims"] or 0, cash_asked=stands["cash_asked"] or 0,
        arrivals=(stands["today"] or 0, stands["tomorrow"] or 0),
        rooms=list(rooms_of(shop)), moved=moved(dear, now()) if stands["dear"] else [],
        language="zh_hans" if shop.name_zh_hans else "en",
    )  # fmt: skip


def standing(shop: Shop) -> dict[str, Any]:
    """The newest edition and whether it is published, the differences offered, the newest rules and their day, how many
    questions of readers have waited for a day, how many orders are late, how many buyers
    want money back, of how many the cash is not told, how many bookings begin today and tomorrow, and whether some price is a
    festival's. One query."""
    editions = Edition.objects.filter(shop=OuterRef("pk")).order_by("-number")
    made = Generation.objects.filter(shop=OuterRef("pk"))
    books = RuleBook.objects.order_by("-version")
    asked = Question.objects.filter(shop=OuterRef("pk"), state=Question.State.WAITING, asked_at__lt=now() - timedelta(days=1))
    rows: Any = Shop.objects.filter(pk=shop.pk).annotate(
        edition=Subquery(editions.values("number")[:1]), published=Subquery(editions.values("published_at")[:1]),
        differing=Subquery(made.values("differing")[:1]), rules_version=Subquery(books.values("version")[:1]),
        rules_from=Subquery(books.values("comply_by")[:1]),
        unanswered=Subquery(asked.order_by().values("shop").annotate(n=Count("pk")).values("n")[:1]),
        claims=counted(Claim.objects.filter(state__in=OF_THE_SHOP)),
        late=counted(Watch.objects.filter(parcel__state=ShopOrder.State.TO_PACK, post_by__lte=now())),
        cash_asked=counted(Watch.objects.filter(parcel__state=ShopOrder.State.SENT, cash_asked_at__isnull=False)),
        today=arriving(0), tomorrow=arriving(1),
        dear=Exists(Rate.objects.filter(bookable__visit__shop=OuterRef("pk"), festival__isnull=False)),
    )  # fmt: skip
    found = rows.values(
        "edition", "published", "differing", "rules_version", "rules_from", "unanswered", "late", "claims", "cash_asked",
        "today", "tomorrow", "dear",
    )  # fmt: skip
    return found.get()  # type: ignore[no-any-return]


def counted(rows: QuerySet[Any]) -> Subquery:
    """How many of them are the outer shop's; None for none."""
    mine = rows.filter(parcel__shop=OuterRef("pk")).order_by().values("parcel__shop")
    return Subquery(mine.annotate(n=Count("pk")).values("n")[:1])


def arriving(ahead: int) -> Subquery:
    """How many bookings of the outer shop begin so many days from now; None for none."""
    mine = Stay.objects.filter(begins_on(shanghai_day(now()) + timedelta(days=ahead)), bookable__visit__shop=OuterRef("pk"))
    return Subquery(mine.order_by().values("bookable__visit__shop").annotate(n=Count("pk")).values("n")[:1])


def newest_terms(shop: Shop) -> Any:
    """The newest terms, and whether they are signed for the shop (`is_signed`). One query."""
    signed = Agreement.objects.filter(shop=shop, terms=OuterRef("pk"))
    return FranchiseTerms.objects.annotate(is_signed=Exists(signed)).order_by("-version").first()


def rooms_of(shop: Shop) -> QuerySet[Visit]:
    """The rooms guests are shown whose permit has a last day, by that day. One query."""
    rooms = Visit.objects.shown().filter(shop=shop, kind=Visit.Kind.ROOM, registration_until__isnull=False)
    return rooms.order_by("registration_until", "position")


def goods_of(shop: Shop) -> list[Any]:
    """The goods but those taken out, each with `packs`, `shots` (every photograph) and `covers`. Three queries."""
    photos = ProductPhoto.objects.select_related("photo").order_by("position")
    rows = Product.objects.filter(shop=shop).kept().select_related("category").order_by("position")
    goods: list[Any] = list(
        rows.prefetch_related(
            Prefetch("variants", packs_on_offer(), to_attr="packs"), Prefetch("photos", photos, to_attr="shots")
        )
    )
    for product in goods:
        product.covers = [one for one in product.shots[:1] if one.photo.state == Photo.State.READY]
    return goods


def packs_by_stock(shop: Shop) -> QuerySet[Offer]:
    """The packs that are sold, those of which little is left first, each with `line` (from so many on it is little)."""
    rows = Offer.objects.filter(variant__product__shop=shop, variant__is_sold=True)
    kept = rows.exclude(variant__product__state=Product.State.REMOVED).select_related("variant__product__category")
    line = Coalesce("low_at", "variant__product__category__low_at", output_field=IntegerField())
    few = Case(When(stock__lte=F("line"), then=Value(0)), default=Value(1))
    ordered = kept.annotate(line=line, few=few)
    return ordered.order_by("few", "stock", "variant__product__position", "variant__position", "pk")
