"""Field logs in the CMS: what a programme asks of them is set here, plots and herds are put right; entries are only read."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from cms.wagtail_hooks import ReadOnlyPolicy
from courses.assessment.rights import manages
from courses.cohorts.admin import ManagersMake
from courses.fieldlog import inspecting
from courses.fieldlog.models import LogEntry, LogRule
from courses.fieldlog.rules import RuleForm, Saving, title_of
from courses.fieldlog.subject_admin import TRAINEE, HerdViewSet, PlotViewSet

SUBJECT = Column("subject", label=_("Plot or herd"), accessor="subject")
RESULT = Column("result", label=_("On the spot"), accessor="found")


class ManagersRead(ReadOnlyPolicy):
    """Who answers for programmes may look; nobody may change."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return super().user_has_permission(user, action) and manages(user)


class EntryIndex(IndexView):
    """The list, with what its columns name."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("enrolment__trainee", "plot", "herd", "check_of", "brought")


class EntryViewSet(ModelViewSet):
    model = LogEntry
    inspect_view_enabled = True
    inspect_view_class = inspecting.RecordInspect
    list_per_page = 50
    search_backend_name = None  # by the database: these rows are in no search index
    index_view_class = EntryIndex
    icon = "list-ul"
    menu_label = _("Log entries")
    form_fields = ["words"]
    list_display = ["done_on", TRAINEE, SUBJECT, "activity", "used", RESULT]
    list_filter = ["activity", "check_of__result"]
    search_fields = ["words", "used", "enrolment__trainee__name"]
    inspect_view_fields = inspecting.ENTRY
    permission_policy = ManagersRead(LogEntry)


class TitleOfRule(TitleColumn):
    """The boot camp, and the way to its rule."""

    def get_link_url(self, instance: LogRule, parent_context: Any) -> str:
        return reverse("log-rules:edit", args=[instance.pk])


class RuleCreate(Saving, generic.CreateView):
    pass


class RuleEdit(Saving, generic.EditView):
    has_content_changes = True

    def get_page_subtitle(self) -> str:
        return title_of(self.object)


class RuleViewSet(ModelViewSet):
    model = LogRule
    name = "log-rules"
    icon = "tasks"
    menu_label = _("What graduates need")
    add_view_class, edit_view_class = RuleCreate, RuleEdit
    permission_policy = ManagersMake(LogRule)
    copy_view_enabled = False
    list_display = [TitleOfRule("programme", label=_("Boot camp"), accessor=title_of), "least_entries", "least_checked"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return RuleForm


class FieldLogs(ViewSetGroup):
    menu_label = _("Field logs")
    menu_icon = "list-ul"
    menu_order = 260
    items = (RuleViewSet, PlotViewSet, HerdViewSet, EntryViewSet)


@hooks.register("register_admin_viewset")
def field_logs() -> FieldLogs:
    return FieldLogs()
