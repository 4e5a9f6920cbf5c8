from django.apps import AppConfig


class FranchiseConfig(AppConfig):
    name = "shops.franchise"
    label = "franchise"

    def ready(self) -> None:
        from shops.franchise import personal, rights  # noqa: F401  what is held of its owner; who may see, change and inspect it
