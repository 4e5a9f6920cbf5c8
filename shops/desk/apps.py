from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "shops.desk"
    label = "desk"

    def ready(self) -> None:
        from shops.desk import personal, sales  # noqa: F401  what is held of people; where sales come from
