"""What is taught: programmes of modules (learners read "stage") of lessons, written in Wagtail."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import FactBlock, LessonStream, TitledBlock
from cms.pages.base import IndexPage, WrittenPage
from courses.curriculum.order import OpensForm, OpensPage, opening_panel


class LearnIndexPage(IndexPage):
    subpage_types = ["curriculum.ProgrammePage"]
    template = "courses/learn_index.html"

    class Meta:
        verbose_name = _("learn index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.curriculum.queries import outlines

        return {**super().get_context(request, *args, **kwargs), "courses": outlines()}


class CoursePage(WrittenPage):
    """Abstract. A page of a programme, which knows the outline it stands in."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.curriculum.queries import outline_around

        course = outline_around(self)
        here = {"course": course, "stage": course.stage(self.translation_key) if course else None}
        return {**super().get_context(request, *args, **kwargs), **here}


class ProgrammePage(CoursePage):
    """A boot camp. Its `lede` is the promise under the title."""

    introduction = models.TextField(_("introduction"), blank=True)
    facts = StreamField([("fact", FactBlock())], blank=True, verbose_name=_("facts"))
    leaves = StreamField([("gain", TitledBlock())], blank=True, verbose_name=_("what you leave with"))
    needs = models.TextField(_("what you need, one a line"), blank=True)

    content_panels = [
        *WrittenPage.content_panels, FieldPanel("introduction"), FieldPanel("facts"), FieldPanel("leaves"), FieldPanel("needs"),
    ]  # fmt: skip
    search_fields = [*WrittenPage.search_fields, index.SearchField("introduction")]
    parent_page_types = ["curriculum.LearnIndexPage"]
    subpage_types = ["curriculum.ModulePage"]
    page_description = _("A programme of stages, from the first lesson to the certificate.")
    template = "courses/programme.html"

    class Meta:
        verbose_name = _("boot camp")


class ModulePage(OpensPage, CoursePage):
    """A stage of a programme. `makes` names the piece of the shop it makes; `opens` says when that may be handed in."""

    makes = models.CharField(_("what it makes"), max_length=120, blank=True)

    content_panels = [*WrittenPage.content_panels, FieldPanel("makes"), opening_panel(_("When its piece may be handed in"))]
    base_form_class = OpensForm
    parent_page_types = ["curriculum.ProgrammePage"]
    subpage_types = ["curriculum.LessonPage"]
    page_description = _("A stage of a boot camp: its lessons, and the piece of the shop it makes.")
    template = "courses/stage.html"

    class Meta:
        verbose_name = _("stage")


class LessonPage(OpensPage, CoursePage):
    """A lesson. Its `lede` is the promise: what you can do after it. A person's state is never stored here.

    `opens` says when its check may be answered.
    """

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    body = StreamField(LessonStream(), blank=True, verbose_name=_("body"))

    content_panels = [
        *WrittenPage.content_panels, FieldPanel("minutes"), FieldPanel("body"), 
        opening_panel(_("When its check may be answered")),
    ]  # fmt: skip
    base_form_class = OpensForm
    search_fields = [*WrittenPage.search_fields, index.SearchField("body")]
    parent_page_types = ["curriculum.ModulePage"]
    subpage_types: list[str] = []
    page_description = _("One lesson: steps, an example, a warning, words.")
    template = "courses/lesson.html"

    class Meta:
        verbose_name = _("lesson")

    @property
    def ways(self) -> list[tuple[str, Any]]:
        """What the lesson can be watched or listened to by, as ("video" or "audio", recording); most can only be read."""
        return [
            (block.block_type, block.value) for block in self.body if block.block_type in ("video", "audio") and block.value
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        course, stage = context["course"], context["stage"]
        lessons = stage.lessons if stage else ()
        before, after = course.around(self.translation_key) if course else (None, None)
        here = next((one for one in lessons if one.key == self.translation_key), None)
        return {**context, "lesson": here, "before": before, "after": after, "ways": self.ways}
