"""The standard range in the CMS: a new version is written beside the old ones; what is in force or was told stays as it was."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.views.generic import CopyView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.blocks import drawings
from common.sanitise import one_line, plain_text
from shops.range.models import AllowedPack, Grade, Standard
from shops.standards.wagtail_hooks import ComingDeleteView, ComingEditView, both, camps

LINES, TEXTS = ("name", "storage"), ("news", "labels", "photos")
LANGUAGES = ("zh_hans", "en")


class StandardForm(WagtailAdminModelForm):
    """A new version gets the next number of its key; nobody is asked to comply before it is in force."""

    picture = forms.ChoiceField(label=_("Picture"), choices=drawings)
    programme_key = forms.TypedChoiceField(
        label=_("Boot camp whose certificate is needed"), choices=camps, required=False, empty_value=None
    )
    harvest_months = forms.TypedMultipleChoiceField(
        label=_("Months of harvest"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        choices=list(MONTHS.items()),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            self.fields[f"name_{language}"].required = True
        if self.instance.version:
            self.fields["key"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for clean, names in ((one_line, LINES), (plain_text, TEXTS)):
            for name in cleaned.keys() & {f"{name}_{language}" for name in names for language in LANGUAGES}:
                cleaned[name] = clean(cleaned[name] or "")
        begins, until = cleaned.get("effective_on"), cleaned.get("comply_by")
        if begins and until and until < begins:
            self.add_error("comply_by", _("Choose a day on which the standard is in force already."))
        if cleaned.get("keeps_for") and not cleaned.get("keeps_unit"):
            self.add_error("keeps_unit", _("Choose days or months."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if not self.instance.pk:
            known = Standard.objects.filter(key=self.instance.key)
            self.instance.version = (known.aggregate(last=Max("version"))["last"] or 0) + 1
        return super().save(commit)


class NewVersionView(CopyView):
    """A new version begins with all that stands in this one."""

    def get_initial_form_instance(self) -> Standard:
        old: Any = self.get_object()
        made: Any = fresh(old, leave=("id", "told_at"))
        made.grades = [fresh(grade, leave=("id", "standard")) for grade in old.grades.all()]
        made.packs = [fresh(pack, leave=("id", "standard")) for pack in old.packs.all()]
        return made


def fresh(row: Standard | Grade | AllowedPack, leave: tuple[str, ...]) -> Any:
    names = [field.name for field in row._meta.concrete_fields if field.name not in leave]
    return type(row)(**{name: getattr(row, name) for name in names})


class StandardViewSet(ModelViewSet):
    model = Standard
    icon = "tick-inverse"
    menu_label = _("Standard range")
    menu_order = 640
    add_to_admin_menu = True
    list_display = ["name_zh_hans", "name_en", "version", "effective_on", "is_withdrawn"]
    list_filter = ["category", "is_withdrawn"]
    copy_view_class = NewVersionView
    edit_view_class = ComingEditView
    delete_view_class = ComingDeleteView
    edit_handler = ObjectList(
        [
            both("name"), FieldRowPanel([FieldPanel("key"), FieldPanel("category"), FieldPanel("position")]),
            FieldRowPanel([FieldPanel("effective_on"), FieldPanel("comply_by"), FieldPanel("is_withdrawn")]), both("news"),
            FieldRowPanel([FieldPanel("unit"), FieldPanel("outside")]),
            InlinePanel(
                "grades",
                [both("name"), both("means"), FieldRowPanel([FieldPanel("lowest"), FieldPanel("highest")]),
                 FieldRowPanel([FieldPanel("position"), FieldPanel("key")])],
                heading=_("Grades"), label=_("Grade"), min_num=1,
            ),
            InlinePanel(
                "packs",
                [FieldRowPanel([FieldPanel("grams"), FieldPanel("pieces"), FieldPanel("unit"), FieldPanel("position")])],
                heading=_("Packs"), label=_("Pack"),
            ),
            both("labels"), both("photos"), both("storage"),
            FieldRowPanel([FieldPanel("keeps_for"), FieldPanel("keeps_unit")]), FieldPanel("harvest_months"),
            FieldRowPanel([FieldPanel("programme_key"), FieldPanel("picture")]),
        ],
        base_form_class=StandardForm,
    )  # fmt: skip


@hooks.register("register_admin_viewset")
def standard_range() -> StandardViewSet:
    return StandardViewSet()
