"""Specials in the CMS: editors choose goods on sale for a festival, see what they will look like, and publish them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from common.sanitise import one_line
from shops.catalogue.models import Product
from shops.market.models import Special

MOST = 24
BOTH = ("title_zh_hans", "title_en", "about_zh_hans", "about_en")


class ProductChooserViewSet(ChooserViewSet):
    """Goods on sale, to be found by any part of their name."""

    model = Product
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    per_page = 20

    def get_object_list(self) -> QuerySet[Product]:
        return Product.objects.on_sale().order_by("-pk")


class SpecialForm(WagtailAdminModelForm):
    """Both titles are asked for; it ends after it begins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title_zh_hans", "title_en"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in cleaned.keys() & set(BOTH):
            cleaned[name] = one_line(cleaned[name] or "")
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(_("The last day is before the first.")))
        return cleaned


class SpecialViewSet(SnippetViewSet):
    model = Special
    icon = "pick"
    menu_label = _("Specials of the market")
    menu_order = 620
    add_to_admin_menu = True
    list_display = ["title_zh_hans", "title_en", "starts_on", "ends_on", "live"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("title_zh_hans"), FieldPanel("title_en")]),
            FieldRowPanel([FieldPanel("about_zh_hans"), FieldPanel("about_en")]),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("festival"),
            InlinePanel("chosen", [FieldPanel("product")], heading=_("Goods"), label=_("product"), max_num=MOST),
        ],
        base_form_class=SpecialForm,
    )


register_snippet(SpecialViewSet)


@hooks.register("register_admin_viewset")
def product_chooser() -> ProductChooserViewSet:
    return ProductChooserViewSet("product_chooser", url_prefix="product-chooser")
