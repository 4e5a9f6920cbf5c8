from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "shops.visits"
    label = "visits"

    def ready(self) -> None:
        from shops.visits import personal  # noqa: F401
