from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "shops.bookings"
    label = "bookings"

    def ready(self) -> None:
        from shops.bookings import personal  # noqa: F401
