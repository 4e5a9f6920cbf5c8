"""Brand rules, trainings for categories and the commission in the CMS. What is in force is not edited: a change is new."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from common.clock import now, shanghai_day
from common.sanitise import one_line, plain_text
from courses.curriculum.queries import outlines
from shops.standards.models import BrandRule, CommissionRate, GraveReason, RuleBook, Training
from shops.standards.queries import newest_book, rules_of


def both(name: str) -> FieldRowPanel:
    """A translated field, Chinese on the left and English on the right."""
    return FieldRowPanel([FieldPanel(f"{name}_zh_hans"), FieldPanel(f"{name}_en")])


class RuleBookForm(WagtailAdminModelForm):
    """A new version gets the next number; nobody is asked to comply before it is in force."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in cleaned.keys() & {"news_zh_hans", "news_en"}:
            cleaned[name] = plain_text(cleaned[name] or "")
        begins, until = cleaned.get("effective_on"), cleaned.get("comply_by")
        if begins and until and until < begins:
            self.add_error("comply_by", _("Choose a day on which the rules are in force already."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if not self.instance.version:
            self.instance.version = (RuleBook.objects.aggregate(last=Max("version"))["last"] or 0) + 1
        return super().save(commit)


class NewVersionView(CreateView):
    """A new version begins with the rules of the newest."""

    def get_initial_form_instance(self) -> RuleBook:
        book, last = RuleBook(), newest_book()
        book.rules = [fresh(rule) for rule in rules_of(last)] if last else []  # type: ignore[attr-defined]
        return book


def fresh(rule: BrandRule) -> BrandRule:
    names = [field.name for field in BrandRule._meta.concrete_fields if field.name not in ("id", "book")]
    return BrandRule(**{name: getattr(rule, name) for name in names})


class Coming:
    """Only what is not in force yet and was told to nobody may be opened here."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        row = super().get_object(*args, **kwargs)  # type: ignore[misc]
        begins = getattr(row, "effective_on", None) or row.from_on
        if begins <= shanghai_day(now()) or getattr(row, "told_at", None):
            raise PermissionDenied
        return row


class ComingEditView(Coming, EditView):
    pass


class ComingDeleteView(Coming, DeleteView):
    pass


class RuleBookViewSet(ModelViewSet):
    model = RuleBook
    icon = "clipboard-list"
    menu_label = _("Brand rules")
    list_display = ["version", "effective_on", "comply_by"]
    inspect_view_enabled = True
    inspect_view_fields = ["version", "effective_on", "comply_by", "news_zh_hans", "news_en"]
    copy_view_enabled = False
    add_view_class = NewVersionView
    edit_view_class = ComingEditView
    delete_view_class = ComingDeleteView
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("effective_on"), FieldPanel("comply_by")]),
            both("news"),
            InlinePanel(
                "rules",
                [
                    both("title"), both("advice"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]), FieldPanel("words"),
                    FieldRowPanel([FieldPanel("position"), FieldPanel("place")]), FieldPanel("key"),
                ],
                heading=_("Rules"), label=_("Rule"),
            ),
        ],
        base_form_class=RuleBookForm,
    )  # fmt: skip


def camps() -> list[tuple[str, str]]:
    return [("", "–"), *((str(course.key), course.title) for course in outlines())]


class TrainingForm(WagtailAdminModelForm):
    """A boot camp is chosen by its name; a piece needs its boot camp and its stage."""

    programme_key = forms.TypedChoiceField(label=_("Boot camp"), choices=camps, required=False, empty_value=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in cleaned.keys() & {"title_zh_hans", "title_en"}:
            cleaned[name] = one_line(cleaned[name] or "")
        if cleaned.get("kind") == Training.Kind.PIECE and not (cleaned.get("programme_key") and cleaned.get("stage")):
            self.add_error("stage", _("Choose the boot camp and the number of the stage."))
        return cleaned


class TrainingViewSet(ModelViewSet):
    model = Training
    icon = "snippet"
    menu_label = _("Trainings for categories")
    list_display = ["category", "kind", "title_zh_hans", "title_en"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("category"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("programme_key"), FieldPanel("stage")]),
            both("title"),
        ],
        base_form_class=TrainingForm,
    )


class CommissionViewSet(ModelViewSet):
    model = CommissionRate
    icon = "decimal"
    menu_label = _("Commission")
    list_display = ["category", "basis_points", "from_on"]
    copy_view_enabled = False
    edit_view_class = ComingEditView
    delete_view_class = ComingDeleteView
    edit_handler = ObjectList([FieldPanel("category"), FieldRowPanel([FieldPanel("basis_points"), FieldPanel("from_on")])])


class GraveReasonViewSet(ModelViewSet):
    model = GraveReason
    icon = "warning"
    menu_label = _("Grave reasons for closing")
    list_display = ["position", "title_zh_hans", "title_en"]
    copy_view_enabled = False
    edit_handler = ObjectList([both("title"), FieldPanel("position")])


class StandardsGroup(ViewSetGroup):
    menu_label = _("Franchise")
    menu_icon = "clipboard-list"
    menu_order = 630
    items = (RuleBookViewSet, TrainingViewSet, CommissionViewSet, GraveReasonViewSet)


@hooks.register("register_admin_viewset")
def standards() -> StandardsGroup:
    return StandardsGroup()
