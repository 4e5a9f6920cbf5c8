from django.apps import AppConfig


class FranchiseConfig(AppConfig):
    name = "shops.franchise"
    label = "franchise"

    def ready(self) -> None:
        from shops.franchise import rights  # noqa: F401  declares who may see, change and inspect a shop
