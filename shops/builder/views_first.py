"""The step of the first product: its own form (`goods`), shown, kept and gone on from as the other steps are."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from common.clock import now
from shops.builder.costs import sheet_of
from shops.builder.forms_front import helped
from shops.builder.goods.asking import Ask, answered
from shops.builder.goods.forms import ProductForm, asks_for_papers, product_values
from shops.builder.goods.page import say_echoes, say_theirs, seen_of
from shops.builder.goods.queries import packs_of
from shops.builder.goods.saying import put_breaches, put_refusal
from shops.builder.stepping import NotSaved, carried, step
from shops.builder.stepping import page as steps_page
from shops.builder.views import own_shop
from shops.catalogue import operations
from shops.catalogue.merging import ChangedMeanwhile, opened, sealed
from shops.catalogue.models import Product, Variant
from shops.catalogue.rules import Breached, rules_of
from shops.franchise.selling import NotTrained


class FirstProduct:
    """A press on the page of the first product: what it asks back, and what it had shown."""

    def __init__(self, request: HttpRequest, product: Product) -> None:
        self.request, self.product = request, product
        self.pack: Variant | None = next(iter(packs_of(product)), None)
        self.shown = request.POST.get("shown") or sealed(seen_of(product, self.pack))
        self.asks: list[Ask] = []

    def make(self, *data: Any, **more: Any) -> forms.Form:
        """The form. Begun with what was kept unsaved, the press goes on from what the page had shown then."""
        self.shown = (more.get("initial") or {}).get("shown") or self.shown
        return helped(ProductForm(*(answered(one) for one in data), product=self.product, variant=self.pack, **more))

    def save(self, form: Any, seen: int | None) -> None:
        """Raises NotSaved with the reasons in the form, NotChangeable."""
        given: dict[str, Any] = {"product": self.product, "by": self.request.user, "at": now(), "changes": form.words()}
        given |= {"prices": form.prices(), "pack": form.pack()} if form.variant else {"prices": {}}
        try:
            operations.change_product(seen=opened(self.shown), **given)
        except ChangedMeanwhile as clash:
            fresh = Product.objects.select_related("category").get(pk=self.product.pk)
            pack = next(iter(packs_of(fresh)), None)
            now_there, values = seen_of(fresh, pack), product_values(fresh, pack)
            asks, self.shown = say_theirs(form, clash, now_there, values, self.shown)
            self.asks += asks
            raise NotSaved from clash
        except NotTrained as untrained:
            put_refusal(form, untrained.refusal)
            raise NotSaved from untrained
        except Breached as breached:
            put_breaches(form, breached.breaches)
            raise NotSaved from breached
        say_echoes(self.request, form)


@carried("first")
def first(request: HttpRequest) -> HttpResponse:
    """What buyers see first. Without any product, where they come from."""
    shop = own_shop(request, "change goods")
    product = Product.objects.filter(shop=shop).kept().select_related("category").order_by("position").first()
    if product is None:
        return steps_page(request, "first", forms.Form(), "", shop=shop, product=None)
    press, sheet = FirstProduct(request, product), sheet_of(product)
    pack, rules = press.pack, rules_of(product.category_id)
    costs = {"sheet": sheet, "price": pack.offer.price, "left": sheet.left(pack.offer.price)} if sheet and pack else {}
    return step(
        request, "first", press.make, product_values(product, pack), press.save,
        shop=shop, product=product, pack=pack, press=press, has_papers=asks_for_papers(rules), **costs,
    )  # fmt: skip
