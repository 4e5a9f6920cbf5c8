from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "shops.builder"
    label = "builder"

    def ready(self) -> None:
        from shops.builder import personal, rights  # noqa: F401
