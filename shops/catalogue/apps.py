from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "shops.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from shops.catalogue import personal  # noqa: F401
