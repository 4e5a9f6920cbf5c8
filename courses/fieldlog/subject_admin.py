"""Plots and herds in the CMS: found by cohort, partner and state, put right by an operation, closed on their own page."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from accounts.models import Organisation
from cms.wagtail_hooks import ReadOnlyPolicy
from common.clock import now
from common.rights import can
from courses.cohorts.holdings import Held, Holding, sources
from courses.cohorts.models import Cohort
from courses.fieldlog import inspecting, keeping
from courses.fieldlog.faults import FAULTS, say_fault
from courses.fieldlog.models import Herd, Plot
from courses.fieldlog.operations import NotYours
from courses.fieldlog.subject_forms import HerdFacts, PlotFacts

MOST_SHOWN = 50  # plots or herds on an organisation's page; the list has them all
TRAINEE = Column("trainee", label=_("Trainee"), accessor="enrolment.trainee.name")
CODE = Column("code", label=_("Sign"), accessor="code")
SIZE = Column("size", label=_("Size"), accessor="size_words")
WHOSE = Column("whose", label=_("Whose land"), accessor="whose")
COHORT = Column("cohort", label=_("Cohort"), accessor="enrolment.cohort.name")
CLOSED = Column("closed_on", label=_("No longer kept"), accessor="closed_words")


class OfficeChanges(ReadOnlyPolicy):
    """Who answers for programmes looks and puts right; nobody adds or deletes, because logs hang here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "change") and can(user, "change subject")

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return action in ("view", "change") and can(user, "change subject", instance if action == "change" else None)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)


class SubjectFilter(WagtailFilterSet):
    """Abstract: the filters of both lists."""

    cohort = django_filters.ModelChoiceFilter(field_name="enrolment__cohort", queryset=Cohort.objects.all(), label=_("Cohort"))
    organisation = django_filters.ModelChoiceFilter(queryset=Organisation.objects.all(), label=_("Organisation"))
    closed = django_filters.ChoiceFilter(
        field_name="closed_on", lookup_expr="isnull", choices=(("True", _("Still kept")), ("False", _("No longer kept"))),
        label=_("Kept or closed"),
    )  # fmt: skip

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """`isnull` asks for a bool, not for its name."""
        said = self.form.cleaned_data
        said["closed"] = {"True": True, "False": False}.get(said.get("closed", ""), "")
        return super().filter_queryset(queryset)


class PlotFilter(SubjectFilter):
    class Meta:
        model = Plot
        fields = ["cohort", "organisation", "closed", "crop", "ground"]


class HerdFilter(SubjectFilter):
    class Meta:
        model = Herd
        fields = ["cohort", "organisation", "closed", "animal", "ground"]


class SubjectIndex(generic.IndexView):
    """The list, with what its columns name."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("enrolment__trainee", "enrolment__cohort", "organisation")


class PlotIndex(SubjectIndex):
    filterset_class = PlotFilter


class HerdIndex(SubjectIndex):
    filterset_class = HerdFilter


class SubjectEdit(generic.EditView):
    """Saves by the operation; closing and opening again have a page of their own."""

    has_content_changes = True

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        if not can(self.request.user, "close subject", self.object):
            return super().header_more_buttons
        words = _("Open this log again") if self.object.closed_on else _("Close this log")
        address = reverse("fieldlog:close", args=[self.object.kind, self.object.pk])
        return [*super().header_more_buttons, Button(words, url=address, icon_name="history", priority=5)]

    def form_valid(self, form: Any) -> Any:
        try:
            self.changed = keeping.change_subject(subject=self.object, facts=form.cleaned_data, by=self.request.user, at=now())
        except NotYours:
            raise Http404 from None
        except tuple(FAULTS) as fault:
            say_fault(form, fault)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return super().form_valid(form)

    def save_instance(self) -> Any:
        return self.changed


class SubjectViewSet(ModelViewSet):
    """Abstract. A list to filter and to put right."""

    edit_view_class = SubjectEdit
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = inspecting.RecordInspect
    list_per_page = 50
    search_backend_name = None  # by the database: these rows are in no search index


class PlotViewSet(SubjectViewSet):
    model = Plot
    icon = "site"
    menu_label = _("Plots")
    index_view_class = PlotIndex
    list_display = ["name", CODE, TRAINEE, COHORT, "crop", SIZE, WHOSE, CLOSED]
    search_fields = ["name", "place", "variety", "enrolment__trainee__name"]
    inspect_view_fields = inspecting.PLOT
    permission_policy = OfficeChanges(Plot)

    def get_form_class(self, for_update: bool = False) -> Any:
        return PlotFacts


class HerdViewSet(SubjectViewSet):
    model = Herd
    icon = "group"
    menu_label = _("Herds")
    index_view_class = HerdIndex
    list_display = ["name", CODE, TRAINEE, COHORT, "animal", SIZE, WHOSE, CLOSED]
    search_fields = ["name", "place", "breed", "enrolment__trainee__name"]
    inspect_view_fields = inspecting.HERD
    permission_policy = OfficeChanges(Herd)

    def get_form_class(self, for_update: bool = False) -> Any:
        return HerdFacts


def held_by(organisation: Organisation, model: Any, title: str) -> Holding:
    """The first plots or herds on a partner's land, the open ones before the closed. Two queries."""
    rows = model.objects.filter(organisation=organisation).select_related("enrolment__trainee")
    first = rows.order_by(F("closed_on").desc(nulls_first=True), "pk")[:MOST_SHOWN]
    held = [Held(f"{one.name} ({one.code})", reverse(f"{one.kind}:edit", args=[one.pk]), facts_of(one)) for one in first]
    return Holding(title, held, rows.count(), f"{reverse(f'{model.kind}:index')}?organisation={organisation.pk}")


def facts_of(subject: Any) -> str:
    words = [subject.what_words, subject.size_words, subject.enrolment.trainee.name, subject.closed_words]
    return " · ".join(filter(None, words))


def plots_held(organisation: Organisation) -> Holding:
    return held_by(organisation, Plot, gettext("Plots"))


def herds_held(organisation: Organisation) -> Holding:
    return held_by(organisation, Herd, gettext("Herds"))


sources.extend([plots_held, herds_held])
