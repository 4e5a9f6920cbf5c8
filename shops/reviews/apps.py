from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "shops.reviews"
    label = "reviews"

    def ready(self) -> None:
        from shops.reviews import personal, rights  # noqa: F401
