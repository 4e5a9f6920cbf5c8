from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "shops.returns"
    label = "returns"

    def ready(self) -> None:
        from shops.returns import personal, rights  # noqa: F401
