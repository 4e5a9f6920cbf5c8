"""People in the CMS's settings, for administrators: who they are and how to reach them. Roles come from `grant_role`."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import BaseColumn, BooleanColumn, Column, DateColumn
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn, UserViewSet

from accounts.contact import parse_contact
from accounts.fields import NO_MOBILE
from accounts.keeping import add_person, correct_person
from accounts.models import User
from common.clock import now
from common.sanitise import one_line

ROLES_AND_ROWS = ("assign_role", "delete")  # what Wagtail would do to many accounts at once


class PersonForm(WagtailAdminModelForm):
    """A person, reached by a number or an address that nobody else has, in whatever letters it is written."""

    class Meta:
        model = User
        fields = ["name", "phone", "email", "language"]
        labels = {"name": gettext_lazy("Full name"), "language": gettext_lazy("Language of messages")}

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget = forms.TextInput(attrs={"inputmode": "email"})  # full-width letters are understood
        if editing_self:
            self.fields.pop("is_active", None)

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Enter the name."))
        return name

    def clean_phone(self) -> str | None:
        typed = self.cleaned_data["phone"]
        phone = parse_contact(typed).phone if typed else None
        if typed and not phone:
            raise ValidationError(NO_MOBILE)
        return self.nobodys("phone", phone)

    def clean_email(self) -> str | None:
        typed = self.cleaned_data["email"]
        return self.nobodys("email__iexact", parse_contact(typed).email if typed else None)

    def nobodys(self, lookup: str, contact: str | None) -> str | None:
        """`contact`, when no other person has it."""
        if contact and User.objects.filter(**{lookup: contact}).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody else has this already: search for them in the list."))
        return contact

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("phone") and not said.get("email"):
            self.add_error("phone", _("Enter a mobile number or an e-mail address: codes are sent there."))
        return said

    def save(self, commit: bool = True) -> User:
        """By the operations, whatever `commit`: Wagtail's views save with it."""
        if self.instance.pk is None:
            return add_person(**self.cleaned_data, by=self.for_user, at=now())
        return correct_person(person=self.instance, by=self.for_user, at=now(), **self.cleaned_data)


class KnownPersonForm(PersonForm):
    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "is_active"]
        labels = {**PersonForm.Meta.labels, "is_active": gettext_lazy("May sign in")}


class People(IndexView):
    """Everybody, found by part of a name, number or address."""

    page_title = gettext_lazy("People")
    add_item_label = gettext_lazy("Add a person")
    search_fields = ("name", "phone", "email")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(UserColumn)
        return [
            title("name", label=gettext_lazy("Name"), sort_key="name", get_url=self.get_edit_url, classname="name"),
            Column("phone", label=gettext_lazy("Mobile number"), sort_key="phone"),
            Column("email", label=gettext_lazy("E-mail"), sort_key="email"),
            Column("language", label=gettext_lazy("Language"), accessor="get_language_display"),
            BooleanColumn("is_active", label=gettext_lazy("May sign in"), sort_key="is_active"),
            DateColumn("last_login", label=gettext_lazy("Last signed in"), sort_key="last_login"),
        ]

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering or "name", "pk")

    def get_delete_url(self, instance: User) -> None:
        return None


def above(steps: list[dict[str, Any]], last: Any) -> list[dict[str, Any]]:
    """The way down to a page of a person. Wagtail's speaks of "Users" and "New: User", in English."""
    *others, everybody, _this = steps
    return [*others, {**everybody, "label": People.page_title}, {"url": "", "label": last}]


class NewPerson(CreateView):
    page_title = gettext_lazy("Add a person")

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return above(super().get_breadcrumbs_items(), self.page_title)


class EditPerson(EditView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return above(super().get_breadcrumbs_items(), self.object.name)


class NobodyDeletes(ModelPermissionPolicy):
    """An account is closed, never deleted: coursework, shops and certificates hang on it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class PeopleViewSet(UserViewSet):
    ordering = "name"
    menu_label = gettext_lazy("People")
    index_view_class = People
    add_view_class = NewPerson
    edit_view_class = EditPerson
    template_prefix = "accounts/admin/"

    @cached_property
    def permission_policy(self) -> NobodyDeletes:
        return NobodyDeletes(self.model)

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return KnownPersonForm if for_update else PersonForm


def only_one_by_one(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Roles are granted one by one, and nobody's records go with their account: such bulk actions stop here."""
    if action.models == [User] and action_type in ROLES_AND_ROWS:
        messages.error(request, _("Roles are granted one person at a time. An account is closed, never deleted."))
        return redirect("wagtailusers_users:index")
    return None


class OwnNameForm(forms.ModelForm):
    """What others call whoever is signed in."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": gettext_lazy("Full name")}

    clean_name = PersonForm.clean_name

    def save(self, commit: bool = True) -> User:
        return correct_person(person=self.instance, by=self.instance, at=now(), name=self.cleaned_data["name"])


class OwnNamePanel(BaseSettingsPanel):
    name = "name_email"
    order = 100
    title = gettext_lazy("Full name")
    form_class = OwnNameForm


class OwnAccount(AccountView):
    """Wagtail's page of one's own settings; it would ask for a first and a last name, which people here have not."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        def ours(panel: BaseSettingsPanel) -> BaseSettingsPanel:
            is_name = isinstance(panel, NameEmailSettingsPanel)
            return OwnNamePanel(panel.request, panel.user, panel.profile) if is_name else panel

        return [ours(panel) for panel in super().get_panels()]
