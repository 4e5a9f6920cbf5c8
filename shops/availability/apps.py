from django.apps import AppConfig


class AvailabilityConfig(AppConfig):
    name = "shops.availability"
    label = "availability"

    def ready(self) -> None:
        from shops.availability import personal  # noqa: F401
