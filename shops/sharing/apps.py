from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "shops.sharing"
    label = "sharing"

    def ready(self) -> None:
        from shops.sharing import personal  # noqa: F401
