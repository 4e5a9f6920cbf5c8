"""The marketplace's categories in the CMS, both languages side by side; one that has goods is not deleted."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.blocks import drawings
from common.sanitise import one_line
from shops.catalogue.models import Category

BOTH = ("name", "short", "about")


class CategoryForm(WagtailAdminModelForm):
    """Names in both languages are asked for; the picture is one of our drawings; the address of a category stays."""

    picture = forms.ChoiceField(label=_("Picture"), choices=drawings)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name_zh_hans", "name_en", "short_zh_hans", "short_en"):
            self.fields[name].required = True
        self.fields["slug"].disabled = bool(self.instance.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in cleaned.keys() & {f"{field}_{language}" for field in BOTH for language in ("zh_hans", "en")}:
            cleaned[name] = one_line(cleaned[name] or "")
        return cleaned


class CategoryDeleteView(DeleteView):
    def get_object(self, *args: Any, **kwargs: Any) -> Category:
        category = super().get_object(*args, **kwargs)
        if category.products.exists():
            raise PermissionDenied
        return category


class CategoryViewSet(ModelViewSet):
    model = Category
    icon = "tag"
    menu_label = _("Categories of goods")
    menu_order = 610
    add_to_admin_menu = True
    list_display = ["position", "name_zh_hans", "name_en", "slug"]
    copy_view_enabled = False
    delete_view_class = CategoryDeleteView
    edit_handler = ObjectList(
        [
            *(FieldRowPanel([FieldPanel(f"{field}_zh_hans"), FieldPanel(f"{field}_en")]) for field in BOTH),
            FieldRowPanel([FieldPanel("position"), FieldPanel("picture")]),
            FieldPanel("slug"),
        ],
        base_form_class=CategoryForm,
    )


@hooks.register("register_admin_viewset")
def categories() -> CategoryViewSet:
    return CategoryViewSet()
