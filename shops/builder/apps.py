from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "shops.builder"
    label = "builder"

    def ready(self) -> None:
        from shops.builder import rights  # noqa: F401  declares who may make a shop of coursework
