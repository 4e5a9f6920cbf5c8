from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "uploads"
    label = "uploads"

    def ready(self) -> None:
        from uploads import personal, rights  # noqa: F401
