from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "shops.market"
    label = "market"

    def ready(self) -> None:
        from shops.market import operations, personal  # noqa: F401  follows what changes in shops; holds nothing of people
