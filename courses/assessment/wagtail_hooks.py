"""Assignments and their rubrics, for editors: both languages side by side. A criterion's levels are edited with it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from common.rights import can
from courses.assessment.editing import AssignmentForm, CriterionForm
from courses.assessment.models import Assignment, Criterion
from courses.assessment.rubrics import MOST

LEVELS = (_("Level 1: the least"), _("Level 2"), _("Level 3"), _("Level 4"))


class EditorsPolicy(ModelPermissionPolicy):
    """Who edits rubrics changes and adds; nothing is deleted: trainees' work hangs on it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "change", "add") and self.allows(action) and can(user, "edit rubrics")

    def allows(self, action: str) -> bool:
        return action != "add" or self.model is Criterion

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)


def both(name: str, heading: Any) -> MultiFieldPanel:
    """A translated field, Chinese beside English."""
    return MultiFieldPanel([FieldRowPanel([FieldPanel(f"{name}_zh_hans"), FieldPanel(f"{name}_en")])], heading=heading)


class AssignmentViewSet(ModelViewSet):
    model = Assignment
    icon = "clipboard-list"
    menu_label = _("Assignments")
    list_display = ["title_zh_hans", "title_en", "piece", "position"]
    permission_policy = EditorsPolicy(Assignment)
    edit_handler = ObjectList(
        [
            both("title", _("Title")),
            both("brief", _("What is asked")),
            both("good", _("What good looks like, one point a line")),
        ],
        base_form_class=AssignmentForm,
    )


class CriterionViewSet(ModelViewSet):
    model = Criterion
    icon = "tasks"
    menu_label = _("Rubrics")
    list_display = ["assignment", "position", "name_zh_hans", "name_en"]
    permission_policy = EditorsPolicy(Criterion)
    edit_handler = ObjectList(
        [
            FieldPanel("assignment"),
            both("name", _("Name")),
            both("good", _("What good looks like")),
            *(both(f"level_{place}", LEVELS[place - 1]) for place in range(1, MOST + 1)),
        ],
        base_form_class=CriterionForm,
    )


class Coursework(ViewSetGroup):
    menu_label = _("Coursework")
    menu_icon = "clipboard-list"
    menu_order = 610
    items = (AssignmentViewSet, CriterionViewSet)


@hooks.register("register_admin_viewset")
def coursework() -> Coursework:
    return Coursework()
