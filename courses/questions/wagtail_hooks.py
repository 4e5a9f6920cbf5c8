"""The bank in the CMS: questions and tests, both languages in one form, saved by the operations."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from common import audit
from common.clock import now
from common.rights import can
from courses.questions import operations
from courses.questions.forms import QuestionForm, TestForm
from courses.questions.models import Question, Test


class WritersPolicy(ModelPermissionPolicy):
    """Who may write questions does. A test is never deleted; a question's delete retires it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return (action != "delete" or self.model is Question) and can(user, "write questions")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)


class WriteQuestion(generic.CreateView):
    def save_instance(self) -> Question:
        question, choices = self.form.written()
        question.pk, question._state.adding = None, True
        return operations.write_question(question=question, choices=choices, by=self.request.user, at=now())


class ChangeQuestion(generic.EditView):
    def save_instance(self) -> Question:
        """Raises PermissionDenied when a newer version was written meanwhile: the page then says to open that one."""
        question, choices = self.form.written()
        self.has_content_changes = self.form.has_changed()
        only_spelling = self.form.cleaned_data.get("only_spelling", False)
        try:
            written = operations.write_question(
                question=question, choices=choices, by=self.request.user, at=now(), only_spelling=only_spelling
            )
        except operations.OlderVersion as fault:
            raise PermissionDenied from fault
        if written.version > self.object.version:
            messages.info(
                self.request,
                _("It was answered before and now means something else, so this is version %(number)s. "
                  "The earlier answers stay with the earlier version.") % {"number": written.version},
            )  # fmt: skip
        return written


class RetireQuestion(generic.DeleteView):
    """What Wagtail calls delete: the question leaves its lesson, test and bank; what was answered stays."""

    page_title = _("Take out of the bank")
    confirmation_message = _("It is not asked any more. What was answered stays.")
    success_message = _("“%(object)s” is out of the bank.")

    def get_usage_url(self) -> None:
        return None

    def delete_action(self) -> None:
        operations.retire_question(question=self.object, by=self.request.user, at=now())


def both(name: str, **given: Any) -> FieldRowPanel:
    """A translated field, Chinese on the left and English on the right."""
    return FieldRowPanel([FieldPanel(f"{name}_zh_hans", **given), FieldPanel(f"{name}_en", **given)])


QUESTION: list[Panel] = [
    MultiFieldPanel([FieldPanel("kind"), both("text"), both("hint"), both("explanation")], heading=_("Question")),
    InlinePanel(
        "choices",
        [both("text"), both("partner"), FieldPanel("is_right"), both("why")],
        heading=_("Choices"), label=_("Choice"),
        help_text=_("For an order: the steps in the right order. For pairs: both halves. For a number: none."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("number"), FieldPanel("tolerance")]), both("unit")], heading=_("For a number"),
    ),
    MultiFieldPanel([FieldPanel("drawing"), FieldPanel("photo")], heading=_("Picture")),
    MultiFieldPanel(
        [FieldPanel("lesson_key"), FieldPanel("test"), FieldPanel("position"), FieldPanel("topics")],
        heading=_("Where it is asked"),
    ),
    FieldPanel("only_spelling"),
]  # fmt: skip


class QuestionViewSet(ModelViewSet):
    model = Question
    icon = "help"
    menu_label = _("Question bank")
    url_prefix = name = "question_bank"
    list_display = ["text", "kind", "test", "topics", "version"]
    list_filter = ["kind", "test"]
    search_fields = ["text_zh_hans", "text_en", "topics"]
    edit_handler = ObjectList(QUESTION, base_form_class=QuestionForm)
    add_view_class, edit_view_class, delete_view_class = WriteQuestion, ChangeQuestion, RetireQuestion
    copy_view_enabled = False
    permission_policy = WritersPolicy(Question)

    @cached_property
    def index_view_class(self) -> Any:
        class CurrentQuestions(generic.IndexView):
            def get_base_queryset(self) -> Any:
                return super().get_base_queryset().filter(is_current=True).select_related("test")

        return CurrentQuestions


class WriteTest(generic.CreateView):
    def save_instance(self) -> Test:
        test: Test = super().save_instance()
        audit.record(self.request.user, "write test", test, at=now())
        return test


class ChangeTest(generic.EditView):
    def save_instance(self) -> Test:
        test: Test = super().save_instance()
        if self.form.has_changed():
            audit.record(self.request.user, "change test", test, at=now())
        return test


TEST: list[Panel] = [
    FieldPanel("module_key"),
    both("title"),
    both("about"),
    FieldRowPanel([FieldPanel("draw"), FieldPanel("pass_mark"), FieldPanel("attempts")]),
    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
]


class TestViewSet(ModelViewSet):
    __test__ = False
    model = Test
    icon = "form"
    menu_label = _("Tests")
    url_prefix = name = "question_tests"
    list_display = ["title", "pass_mark", "attempts"]
    edit_handler = ObjectList(TEST, base_form_class=TestForm)
    add_view_class, edit_view_class = WriteTest, ChangeTest
    copy_view_enabled = False
    permission_policy = WritersPolicy(Test)


class QuestionGroup(ViewSetGroup):
    menu_label = _("Questions, tests")
    menu_icon = "help"
    menu_order = 260
    items = (QuestionViewSet, TestViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        pages = (
            MenuItem(_("How questions do"), reverse_lazy("questions:analysis"), icon_name="view", order=30),
            MenuItem(_("Import and export"), reverse_lazy("questions:import"), icon_name="download", order=40),
        )
        return [*super().get_submenu_items(), *pages]


@hooks.register("register_admin_viewset")
def question_group() -> QuestionGroup:
    return QuestionGroup()
