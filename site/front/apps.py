from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "front"
    label = "front"

    def ready(self) -> None:
        from front import personal, rights  # noqa: F401
