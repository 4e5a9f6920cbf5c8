"""People and roles in the CMS: find a person by phone, e-mail or name, give them a role or take it back, by operations."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from accounts.contact import Contact, parse_contact
from accounts.models import Organisation, Role, User
from accounts.operations import grant_role, revoke_role, sign_up
from common.clock import now
from common.rights import allow_or_404, can
from common.sanitise import one_line
from common.templatetags.words import spaced

MOST = 20


class FindForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Mobile number, e-mail address or name"), max_length=120, required=False)


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"), error_messages={"required": gettext_lazy("Choose the role.")})
    organisation: Any = forms.ModelChoiceField(
        queryset=Organisation.objects.order_by("kind", "pk"), label=gettext_lazy("For which organisation"), required=False,
        empty_label=gettext_lazy("None"), help_text=gettext_lazy("A mentor’s company is shown where they teach."),
    )  # fmt: skip

    def __init__(self, *args: Any, giver: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.value, role.label) for role in Role if can(giver, "grant role", role)]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


def contact_in(text: str) -> Contact | None:
    try:
        return parse_contact(text)
    except ValidationError:
        return None


def found(text: str) -> list[User]:
    """Whoever has this number or address, or a name with these characters. One query and one more for the roles."""
    contact = contact_in(text)
    wanted = Q(name__icontains=text)
    if contact:
        wanted = Q(phone=contact.phone) if contact.phone else Q(email__iexact=contact.email)
    return list(User.objects.filter(wanted).prefetch_related("grants").order_by("name", "pk")[:MOST])


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Find somebody; a number nobody has can be given a name, so that a mentor need not sign up first."""
    allow_or_404(request.user, "grant role")
    text = one_line(request.POST.get("q", "") if request.method == "POST" else request.GET.get("q", ""))[:120]
    contact, name = contact_in(text), one_line(request.POST.get("name", ""))[:80]
    if request.method == "POST" and contact and name:
        person = sign_up(name=name, contact=contact, language="zh-hans", at=now())
        return redirect("people:person", person.pk)
    rows = found(text) if text else []
    context = {
        "find": FindForm(initial={"q": text}), "text": text, "rows": rows, "new": contact if text and not rows else None,
        "nameless": request.method == "POST", "page_title": _("People and roles"), "header_icon": "user",
    }  # fmt: skip
    return render(request, "courses/admin/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's roles: given and taken back here."""
    allow_or_404(request.user, "grant role")
    one = get_object_or_404(User, pk=pk)
    pressed = request.POST.get("do", "") if request.method == "POST" else ""
    form = GrantForm(request.POST if pressed == "grant" else None, giver=request.user)
    if pressed == "grant" and form.is_valid():
        given = form.cleaned_data
        grant_role(user=one, role=given["role"], organisation=given["organisation"], by=request.user, at=now())
        messages.success(request, _("%(name)s has the role now.") % {"name": one.name})
        return redirect("people:person", one.pk)
    if pressed.startswith("revoke "):
        role = pressed.removeprefix("revoke ")
        if role in Role.values:
            allow_or_404(request.user, "grant role", role)
            revoke_role(user=one, role=role, by=request.user, at=now())
            messages.success(request, _("The role is taken back."))
        return redirect("people:person", one.pk)
    grants = [
        (grant, can(request.user, "grant role", grant.role))
        for grant in one.grants.select_related("organisation", "granted_by")
    ]
    context = {
        "one": one, "grants": grants, "form": form, "page_title": one.name, "page_subtitle": spaced(one.phone or one.email),
        "header_icon": "user",
    }  # fmt: skip
    return render(request, "courses/admin/person.html", context)


class PeopleItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can(request.user, "grant role")


class PeopleViewSet(ViewSet):
    name = "people"
    icon = "user"
    menu_label = gettext_lazy("People and roles")
    menu_item_class = PeopleItem

    def get_urlpatterns(self) -> list[Any]:
        return [path("", people, name="index"), path("<int:pk>/", person, name="person")]
