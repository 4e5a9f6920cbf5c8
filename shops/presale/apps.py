from django.apps import AppConfig


class PresaleConfig(AppConfig):
    name = "shops.presale"
    label = "presale"

    def ready(self) -> None:
        from shops.presale import keeping, personal, rights  # noqa: F401
