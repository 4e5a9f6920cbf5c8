from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    name = "shops.promotions"
    label = "promotions"

    def ready(self) -> None:
        from shops.promotions import personal, rights  # noqa: F401
