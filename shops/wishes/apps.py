from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "shops.wishes"
    label = "wishes"

    def ready(self) -> None:
        from shops.wishes import personal  # noqa: F401
