from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "shops.payments"
    label = "payments"

    def ready(self) -> None:
        from shops.payments import personal, rights, ways  # noqa: F401
