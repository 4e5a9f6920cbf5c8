from django.apps import AppConfig


class BonusesConfig(AppConfig):
    name = "shops.bonuses"
    label = "bonuses"

    def ready(self) -> None:
        from shops.bonuses import personal, rights  # noqa: F401
        from shops.bonuses.purse import Purse
        from shops.orders.credit import purses

        purses.append(Purse())
