"""The CMS's first page: for whoever runs boot camps, their work in plain words, instead of an empty page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from common.rights import can
from courses.cohorts.applying import applications_to_decide
from courses.cohorts.models import Application

WORK = (
    (_("Decide applications"), _("Admit, put on the waiting list or decline, with a reason."), "cohorts:applications"),
    (_("Take in a list of trainees"), _("An Excel list from an office; you see every fault before anybody is admitted."),
     "trainee-lists:index"),
    (_("See how the cohorts do"), _("Who is where, who waits for whom, and who has gone silent."), "cohort_table:list"),
    (_("Set up a cohort"), _("Days, places, mentors and partners."), "camp-cohorts:index"),
    (_("Write the timetable"), _("Sessions with day, hour and place; trainees see them in their calendar."),
     "camp-timetables:index"),
    (_("Give or take back a role"), _("Find somebody by mobile number, e-mail address or name."), "people:index"),
    (_("Mentors and leave"), _("How many trainees each has, and who stands in."), "cohorts:mentors"),
    (_("Figures for the county"), _("From admission to the first sale, as a table, XLSX and PDF."), "front:report"),
)  # fmt: skip


class Work(Component):
    """What a manager of boot camps does here, each with its way; how many applications wait."""

    name, order = "work", 50
    template_name = "front/cms_work.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = applications_to_decide(user, state=Application.State.SENT).count()
        return {"work": [(title, about, reverse(name)) for title, about, name in WORK], "waiting": waiting}


@hooks.register("construct_homepage_panels")
def work(request: HttpRequest, panels: list[Component]) -> None:
    if can(request.user, "run cohorts"):
        panels.append(Work())
