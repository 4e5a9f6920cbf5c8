"""Timetables in the CMS: managers write the sessions of a cohort, in both languages; nothing is deleted, only called off."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import Role
from common.clock import now
from common.sanitise import one_line
from courses.cohorts.admin import ManagersMake
from courses.cohorts.models import Cohort
from courses.curriculum.queries import outline, outlines
from courses.timetable.models import Session
from courses.timetable.operations import set_session

WORDS = ("title_zh_hans", "title_en", "place_zh_hans", "place_en")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def moment(label: Any) -> forms.DateTimeField:
    asked = _("Choose the day and the hour, like 2027-03-05 09:00.")
    return forms.DateTimeField(label=label, widget=MOMENT, error_messages={"required": asked, "invalid": asked})


class SessionForm(forms.ModelForm):
    title_zh_hans = forms.CharField(label=_("Title in Chinese"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120)
    place_zh_hans = forms.CharField(label=_("Place in Chinese"), max_length=120, required=False)
    place_en = forms.CharField(label=_("Place in English"), max_length=120, required=False)
    starts_at, ends_at = moment(_("Starts at")), moment(_("Ends at"))
    stage_key = forms.ChoiceField(label=_("Stage"), required=False)
    mentor: Any = forms.ModelChoiceField(queryset=None, label=_("Mentor"), required=False)

    class Meta:
        model = Session
        fields = ("cohort", *WORDS[:2], "starts_at", "ends_at", *WORDS[2:], "stage_key", "mentor", "is_off")

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["cohort"].queryset = Cohort.objects.order_by("-starts_on", "-pk")
        people = get_user_model().objects.filter(grants__role=Role.MENTOR, is_active=True)
        fields["mentor"].queryset = people.distinct().order_by("name", "pk")
        courses = [course for line in outlines() if (course := outline(line.key))]
        groups = [(one.title, [(str(s.key), f"{s.number} {s.title}") for s in one.stages]) for one in courses]
        fields["stage_key"].choices = [("", "–"), *groups]

    def clean_stage_key(self) -> UUID | None:
        return UUID(self.cleaned_data["stage_key"]) if self.cleaned_data["stage_key"] else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in WORDS:
            given[name] = one_line(given.get(name) or "")
        first, last = given.get("starts_at"), given.get("ends_at")
        if first and last and last <= first:
            self.add_error("ends_at", _("It ends before it begins. Change one of them."))
        return given


class Saving:
    """Saves by the operation, not by the form."""

    form: Any
    request: Any

    def save_instance(self) -> Session:
        one = Session.objects.get(pk=self.form.instance.pk) if self.form.instance.pk else None
        return set_session(facts=dict(self.form.cleaned_data), session=one, by=self.request.user, at=now())


class SessionCreate(Saving, generic.CreateView):
    pass


class SessionEdit(Saving, generic.EditView):
    has_content_changes = True


def state_of(session: Session) -> str:
    return str(_("Called off") if session.is_off else _("As planned"))


class SessionViewSet(ModelViewSet):
    model = Session
    name = "camp-timetables"
    icon = "date"
    menu_label = _("Timetables")
    menu_order = 241
    add_to_admin_menu = True
    add_view_class, edit_view_class = SessionCreate, SessionEdit
    permission_policy = ManagersMake(Session)
    copy_view_enabled = False
    list_display = ("title", "cohort", "starts_at", "ends_at", Column("off", label=_("State"), accessor=state_of))
    list_filter = ("cohort",)
    ordering = ("-starts_at",)
    search_fields = ("title_zh_hans", "title_en")
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return SessionForm


@hooks.register("register_admin_viewset")
def timetables() -> SessionViewSet:
    return SessionViewSet()
