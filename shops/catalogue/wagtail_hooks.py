"""The marketplace's categories and their rules in the CMS, in both languages; a category with goods is not deleted."""

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
from common.sanitise import one_line, plain_text
from shops.catalogue.models import Category, CategoryRule

BOTH = ("name", "short", "about")
GRADES = ("grades_zh_hans", "grades_en")
RESERVED = ("all", "specials", "new", "search", "shops", "map")  # addresses below the market that are pages of its own
RULE_BOTH = ("message", "for_buyers", "source")


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
        for name in cleaned.keys() & set(GRADES):
            cleaned[name] = plain_text(cleaned[name] or "")
        if not self.instance.pk and cleaned.get("slug") in RESERVED:
            self.add_error(
                "slug", _("The market has a page at this address already. Choose another, like the category’s name.")
            )
        return cleaned


class RuleForm(WagtailAdminModelForm):
    """What to do and where the rule stands are said in both languages; a rule about words names some."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("message_zh_hans", "message_en", "source_zh_hans", "source_en"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in cleaned.keys() & {f"{field}_{language}" for field in RULE_BOTH for language in ("zh_hans", "en")}:
            cleaned[name] = one_line(cleaned[name] or "")
        cleaned["words"] = plain_text(cleaned.get("words") or "")
        if cleaned.get("kind") in (CategoryRule.Kind.WORDS, CategoryRule.Kind.NOT_SOLD) and not cleaned["words"]:
            self.add_error("words", _("Write the words, one a line."))
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
            FieldRowPanel([FieldPanel(name, help_text=_("One a line.")) for name in GRADES]),
            FieldRowPanel([FieldPanel("position"), FieldPanel("picture"), FieldPanel("low_at")]),
            FieldPanel("perishes"),
            FieldPanel("slug"),
        ],
        base_form_class=CategoryForm,
    )


class CategoryRuleViewSet(ModelViewSet):
    model = CategoryRule
    icon = "warning"
    menu_label = _("Rules for goods")
    menu_order = 615
    add_to_admin_menu = True
    list_display = ["category", "kind", "message"]
    list_filter = ["category", "kind"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("category"), FieldPanel("kind"), FieldPanel("position")]),
            FieldPanel("spares_own"),
            FieldPanel("words", help_text=_("One a line: “word”, or “word = what to write instead”.")),
            *(FieldRowPanel([FieldPanel(f"{field}_zh_hans"), FieldPanel(f"{field}_en")]) for field in RULE_BOTH),
        ],
        base_form_class=RuleForm,
    )


@hooks.register("register_admin_viewset")
def categories() -> list[ModelViewSet]:
    return [CategoryViewSet(), CategoryRuleViewSet()]
