"""In the CMS: which lesson helps with which trouble of a shop. Each is chosen by what it is called."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from courses.curriculum.models import LessonPage, ProgrammePage
from shops.desk.models import LessonAdvice
from shops.standards.models import BrandRule
from shops.standards.queries import newest_book, rules_of


def in_the_reader_s_language(model: Any) -> QuerySet[Any]:
    return model.objects.live().filter(locale__language_code=get_language()).order_by("path")


def lessons() -> list[tuple[str, Any]]:
    """Every lesson under its boot camp, in the order they are taught. Two queries."""
    found = list(in_the_reader_s_language(LessonPage).values_list("path", "translation_key", "title"))
    camps = in_the_reader_s_language(ProgrammePage).values_list("path", "title")
    groups = [(title, [(key, name) for path, key, name in found if path.startswith(camp)]) for camp, title in camps]
    return [("", "–"), *groups]


def rules() -> list[tuple[str, str]]:
    """The brand's rules as they are newest. Two queries."""
    book = newest_book()
    return [("", "–"), *((rule.key, rule.title) for rule in (rules_of(book) if book else []))]


class LessonAdviceForm(WagtailAdminModelForm):
    """A brand rule is named when, and only when, it is one that is not kept."""

    lesson_key = forms.TypedChoiceField(label=_("Lesson"), choices=lessons, coerce=UUID)
    rule_key = forms.ChoiceField(label=_("Which brand rule"), choices=rules, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rule_key"]
        kept = self.instance.rule_key
        if kept and kept not in dict(field.choices):  # of a rule that is no longer asked
            field.choices = [*field.choices, (kept, kept)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("fault") != LessonAdvice.Fault.UNKEPT:
            cleaned["rule_key"] = ""
        elif not cleaned.get("rule_key"):
            self.add_error("rule_key", _("Choose the rule that this lesson helps to keep."))
        return cleaned


class LessonAdviceIndexView(IndexView):
    """Each row with the titles of its lesson and of its rule, in one query."""

    def get_base_queryset(self) -> QuerySet[LessonAdvice]:
        page = in_the_reader_s_language(LessonPage).filter(translation_key=OuterRef("lesson_key"))
        rule = BrandRule.objects.filter(key=OuterRef("rule_key")).order_by("-book__version")
        title = build_localized_fieldname("title", get_language() or "zh-hans")  # a plain column, which a subquery needs
        rows = LessonAdvice.objects.annotate(lesson=Subquery(page.values("title")[:1]), rule=Subquery(rule.values(title)[:1]))
        return rows.order_by("fault", "rule_key", "position", "pk")


class LessonAdviceViewSet(ModelViewSet):
    model = LessonAdvice
    icon = "help"
    menu_label = _("Lessons for troubles")
    menu_order = 650
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = LessonAdviceIndexView
    list_display = [
        "__str__", Column("rule", label=_("Which brand rule"), accessor=lambda row: row.rule or ""),
        Column("lesson", label=_("Lesson"), accessor=lambda row: row.lesson or "–"), Column("position", label="#"),
    ]  # fmt: skip
    list_filter = ["fault"]
    edit_handler = ObjectList(
        [FieldPanel("fault"), FieldPanel("rule_key"), FieldPanel("lesson_key"), FieldPanel("position")],
        base_form_class=LessonAdviceForm,
    )


@hooks.register("register_admin_viewset")
def lessons_for_troubles() -> LessonAdviceViewSet:
    return LessonAdviceViewSet()
