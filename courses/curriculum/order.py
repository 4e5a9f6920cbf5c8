"""When a lesson's check or a stage's hand-in opens: what editors choose. The words of a page are open to all, always."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.pages.base import WrittenPage


class Opens(models.TextChoices):
    FREELY = "freely", _("At once")
    AFTER_STAGE = "after stage", _("When the piece of the stage before is handed in")
    AFTER_LESSONS = "after lessons", _("When the lessons chosen below are done")


class OpensPage(models.Model):
    """Abstract. A page with something to do, which opens by `opens`; `needs` are the lessons' translation keys, as text."""

    opens = models.CharField(_("it opens"), max_length=16, choices=Opens.choices, default=Opens.AFTER_STAGE)
    needs = models.JSONField(_("lessons that come first"), default=list, blank=True)

    # The same in every language: translators are not asked for them.
    override_translatable_fields = [
        *WrittenPage.override_translatable_fields, SynchronizedField("opens"), SynchronizedField("needs"),
    ]  # fmt: skip

    class Meta:
        abstract = True


def opening_panel(heading: Any) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel("opens"), FieldPanel("needs")], heading=heading)


class OpensForm(WagtailAdminPageForm):
    """Offers the published lessons before the page, so that nothing can wait for itself."""

    needs = forms.MultipleChoiceField(
        label=_("Lessons that come first"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Published lessons before this one. Only asked when it opens after chosen lessons."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = self.lessons_before()

    def lessons_before(self) -> list[tuple[str, str]]:
        """The lessons of the stages before, and of its own stage up to a lesson (all of them before the stage's piece)."""
        from courses.curriculum.queries import outline_around

        here = self.instance if self.instance.pk else self.parent_page.specific
        course = outline_around(here)
        found: list[tuple[str, str]] = []
        for stage in course.stages if course else ():
            for lesson in stage.lessons:
                if lesson.key == self.instance.translation_key:
                    return found
                found.append((str(lesson.key), f"{stage.number}.{lesson.number} {lesson.title}"))
            if stage.key == here.translation_key:
                return found
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("opens") != Opens.AFTER_LESSONS:
            given["needs"] = []
        elif not given.get("needs") and "needs" not in self.errors:
            self.add_error("needs", _("Choose at least one lesson that comes first."))
        return given
