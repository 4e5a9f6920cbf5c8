"""Boot camps in the CMS: cohorts and organisations are made and changed here by operations; people's records are read."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Organisation
from common.clock import now
from common.rights import can, visible
from courses.cohorts import setting_up
from courses.cohorts.holdings import holdings
from courses.cohorts.models import Application, Cohort, Enrolment
from courses.cohorts.people_admin import PeopleViewSet
from courses.cohorts.setting_up_forms import CohortForm, OrganisationForm


class ManagersMake(ModelPermissionPolicy):
    """Whoever runs cohorts adds and changes; nobody deletes, because people's records point here."""

    actions = frozenset({"add", "change", "view"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and can(user, "run cohorts")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        rows = self.model._default_manager
        return rows.all() if self.user_has_any_permission(user, actions) else rows.none()


class ManagersRead(ManagersMake):
    """People's records: read here, written at the desks."""

    actions = frozenset({"view"})


class CohortSaving:
    """Saves by the operation, not by the form."""

    form: Any
    request: Any

    def save_instance(self) -> Cohort:
        facts = dict(self.form.cleaned_data)
        mentors, organisations = facts.pop("mentors"), facts.pop("organisations")
        cohort = self.form.instance if self.form.instance.pk else None
        return setting_up.set_up_cohort(
            facts=facts, mentors=mentors, organisations=organisations, cohort=cohort, by=self.request.user, at=now()
        )  # fmt: skip


class CohortCreate(CohortSaving, generic.CreateView):
    pass


class CohortEdit(CohortSaving, generic.EditView):
    has_content_changes = True

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)
        except setting_up.MoveInstead:  # somebody applied, or the cohort moved, since the form was checked
            form.add_error("starts_on", form.where_it_moves())
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Also the way to the lists that offices send (the part above, by its address)."""
        address = f"{reverse('trainee-lists:index')}?cohort={self.object.pk}"
        return [
            *super().header_more_buttons,
            Button(_("Take in a list of trainees"), url=address, icon_name="upload", priority=5),
        ]


class OrganisationSaving:
    form: Any
    request: Any

    def save_instance(self) -> Organisation:
        one = self.form.instance if self.form.instance.pk else None
        facts = dict(self.form.cleaned_data)
        return setting_up.set_up_organisation(facts=facts, organisation=one, by=self.request.user, at=now())


class OrganisationCreate(OrganisationSaving, generic.CreateView):
    pass


class OrganisationEdit(OrganisationSaving, generic.EditView):
    has_content_changes = True


class OrganisationInspect(generic.InspectView):
    """Its facts, and what belongs to it."""

    page_title = _("What it holds")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "holdings": holdings(self.object)}


class CohortViewSet(ModelViewSet):
    model = Cohort
    name = "camp-cohorts"
    icon = "calendar-alt"
    menu_label = _("Cohorts")
    add_view_class, edit_view_class = CohortCreate, CohortEdit
    permission_policy = ManagersMake(Cohort)
    copy_view_enabled = False
    list_display = ("name", "starts_on", "ends_on", "apply_by", "capacity")
    ordering = ("-starts_on", "-pk")
    search_fields = ("name_zh_hans", "name_en")
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return CohortForm


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    name = "camp-organisations"
    icon = "group"
    menu_label = _("Organisations")
    add_view_class, edit_view_class = OrganisationCreate, OrganisationEdit
    inspect_view_enabled = True
    inspect_view_class = OrganisationInspect
    inspect_view_fields = ["kind", "about", "contact_name", "contact"]
    inspect_template_name = "courses/admin/organisation.html"
    permission_policy = ManagersMake(Organisation)
    copy_view_enabled = False
    list_display = (
        TitleColumn("name", label=_("Name"), get_url=lambda one: reverse("camp-organisations:inspect", args=[one.pk])),
        Column("kind", label=_("Kind"), accessor="get_kind_display"), "contact_name", "contact",
    )  # fmt: skip
    search_fields = ("name_zh_hans", "name_en")
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return OrganisationForm


class ApplicationIndex(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return visible(self.request.user, Application).select_related("cohort")


class ApplicationViewSet(ModelViewSet):
    model = Application
    name = "cohort-applications"
    icon = "form"
    menu_label = _("Applications")
    index_view_class = ApplicationIndex
    permission_policy = ManagersRead(Application)
    form_fields = ("state",)
    list_display = (
        TitleColumn("full_name", label=_("Name"), get_url=lambda one: reverse("cohorts:application", args=[one.pk])),
        Column("cohort", label=_("Cohort")), Column("state", label=_("State"), accessor="get_state_display"), "sent_at",
    )  # fmt: skip
    list_filter = ("cohort", "state")
    search_fields = ("full_name",)
    search_backend_name = None
    ordering = ("-sent_at", "-pk")


class PlaceIndex(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return visible(self.request.user, Enrolment).select_related("trainee", "cohort", "mentor")


class PlaceViewSet(ModelViewSet):
    model = Enrolment
    name = "cohort-places"
    icon = "user"
    menu_label = _("Trainees")
    index_view_class = PlaceIndex
    permission_policy = ManagersRead(Enrolment)
    form_fields = ("state",)
    list_display = (
        TitleColumn("trainee", label=_("Trainee"), get_url=lambda one: reverse("cohorts:place", args=[one.pk])),
        Column("cohort", label=_("Cohort")), Column("state", label=_("State"), accessor="get_state_display"),
        Column("mentor", label=_("Mentor")),
    )  # fmt: skip
    list_filter = ("cohort", "state")
    search_fields = ("trainee__name",)
    search_backend_name = None
    ordering = ("-started_at", "-pk")


class BootCamps(ViewSetGroup):
    menu_label = _("Boot camps")
    menu_icon = "group"
    menu_order = 240
    items = (CohortViewSet, OrganisationViewSet, PeopleViewSet, ApplicationViewSet, PlaceViewSet)
