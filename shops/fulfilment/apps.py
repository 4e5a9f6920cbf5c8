from django.apps import AppConfig


class FulfilmentConfig(AppConfig):
    name = "shops.fulfilment"
    label = "fulfilment"

    def ready(self) -> None:
        from shops.fulfilment import personal, rights  # noqa: F401
