from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "shops.ledger"
    label = "ledger"

    def ready(self) -> None:
        from shops.ledger import personal  # noqa: F401
