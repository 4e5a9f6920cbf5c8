from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "shops.orders"
    label = "orders"

    def ready(self) -> None:
        from shops.orders import personal, rights  # noqa: F401
