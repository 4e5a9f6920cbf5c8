"""Questions to growers in the CMS: only read, found by their words; what should not be read is hidden, and shown again."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.models import InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.wagtail_hooks import ReadOnlyPolicy
from common.clock import now
from common.rights import can
from shops.asking.models import Question
from shops.asking.operations import hide

SHOWN = ["words", "answer", "state", "product", "shop", "asked_at", "answered_at", "is_public", "is_hidden"]


class StaffRead(ReadOnlyPolicy):
    """Who keeps the pages clean may look; nobody changes words."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return super().user_has_permission(user, action) and can(user, "hide questions")


class QuestionIndex(IndexView):
    """The list, with what its columns name; a guest's number is never read."""

    def get_base_queryset(self) -> QuerySet[Question]:
        return super().get_base_queryset().select_related("product", "shop").defer("phone")  # type: ignore[no-any-return]


class QuestionInspect(InspectView):
    page_title = gettext_lazy("Question to a grower")
    template_name = "shops/asking/inspect.html"


@require_POST
def hide_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the product's page, or there again."""
    question = get_object_or_404(Question, pk=pk)
    hidden = request.POST.get("do") != "show"
    if hide(question=question, hidden=hidden, by=request.user, at=now()):
        messages.success(request, _("Hidden.") if hidden else _("It may be shown again."))
    return redirect(reverse("growers-questions:inspect", args=[pk]))


class GrowersQuestions(ModelViewSet):
    model = Question
    name = "growers-questions"
    icon = "help"
    menu_label = gettext_lazy("Questions to growers")
    menu_order = 640
    add_to_admin_menu = True
    inspect_view_enabled = True
    inspect_view_class = QuestionInspect
    inspect_template_name = "shops/asking/inspect.html"
    inspect_view_fields = SHOWN
    form_fields = ["words"]
    index_view_class = QuestionIndex
    list_per_page = 50
    search_backend_name = None  # by the database: these rows are in no search index
    search_fields = ["words", "answer", "shop__name_zh_hans", "product__name_zh_hans"]
    list_display = [
        "__str__", Column("product", label=gettext_lazy("Product"), accessor="product"),
        Column("shop", label=gettext_lazy("Shop"), accessor="shop"), "state", "is_public", "is_hidden", "asked_at",
    ]  # fmt: skip
    list_filter = ["state", "is_public", "is_hidden"]
    permission_policy = StaffRead(Question)

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("hide/<int:pk>/", hide_one, name="hide")]


@hooks.register("register_admin_viewset")
def growers_questions() -> GrowersQuestions:
    return GrowersQuestions()
