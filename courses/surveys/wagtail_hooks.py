"""The surveys' questions in the CMS: two sets, worded anew in both languages; what was answered keeps its own wording."""

from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from common.clock import now
from courses.cohorts.admin import ManagersMake
from courses.surveys.forms import QuestionsForm
from courses.surveys.models import Questions
from courses.surveys.operations import word_questions


class ManagersWord(ManagersMake):
    """There is a set for each moment; managers word them anew and make no others."""

    actions = frozenset({"change", "view"})


class QuestionsIndex(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        latest = Questions.objects.order_by().values("moment").annotate(last=Max("pk")).values("last")
        return Questions.objects.filter(pk__in=latest)


class QuestionsEdit(generic.EditView):
    """Saves by the operation, not by the form."""

    has_content_changes = True

    def save_instance(self) -> Questions:
        before = Questions.objects.get(pk=self.form.instance.pk)
        return word_questions(before=before, words=dict(self.form.cleaned_data), by=self.request.user, at=now())


class QuestionsViewSet(ModelViewSet):
    model = Questions
    name = "camp-surveys"
    icon = "help"
    menu_label = _("Surveys")
    menu_order = 242
    add_to_admin_menu = True
    index_view_class, edit_view_class = QuestionsIndex, QuestionsEdit
    permission_policy = ManagersWord(Questions)
    copy_view_enabled = False
    list_display = (
        TitleColumn("moment", label=_("Moment"), accessor="get_moment_display", url_name="camp-surveys:edit"),
        Column("face", label=_("question with five faces")), Column("choice", label=_("question with one choice")),
        Column("sentence", label=_("question for one sentence")), Column("written_at", label=_("worded on")),
    )  # fmt: skip
    search_fields = ("face_zh_hans", "face_en")
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return QuestionsForm


@hooks.register("register_admin_viewset")
def surveys() -> QuestionsViewSet:
    return QuestionsViewSet()
