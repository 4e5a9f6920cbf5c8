"""Wagtail's users, with our own page of people."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.admin.PeopleViewSet"
