from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "shops.settlement"
    label = "settlement"

    def ready(self) -> None:
        from shops.settlement import personal, rights  # noqa: F401
