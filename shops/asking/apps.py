from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "shops.asking"
    label = "asking"

    def ready(self) -> None:
        from shops.asking import personal, rights  # noqa: F401
