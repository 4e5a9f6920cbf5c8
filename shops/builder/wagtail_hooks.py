"""Famous brands in the CMS: the names that no shop may bear."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from common.sanitise import one_line
from shops.builder.models import FamousBrand


class FamousBrandForm(WagtailAdminModelForm):
    """Names as people write them, without what cannot be seen."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {**cleaned, **{name: one_line(cleaned[name] or "") for name in ("name", "other_names") if name in cleaned}}


class FamousBrandViewSet(ModelViewSet):
    model = FamousBrand
    icon = "lock"
    menu_label = _("Famous brands")
    menu_order = 620
    add_to_admin_menu = True
    list_display = ["name", "other_names"]
    search_fields = ["name", "other_names"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name", heading=_("Name"), help_text=_("As its owner writes it. No shop may have it in its name.")),
            FieldPanel(
                "other_names", heading=_("Other names"), help_text=_("Its Latin name, its short one; a comma between them.")
            ),
        ],
        base_form_class=FamousBrandForm,
    )


@hooks.register("register_admin_viewset")
def famous_brands() -> FamousBrandViewSet:
    return FamousBrandViewSet()
