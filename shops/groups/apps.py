from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "shops.groups"
    label = "groups"

    def ready(self) -> None:
        from shops.groups import keeping, personal  # noqa: F401
