from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "courses.intake"
    label = "intake"

    def ready(self) -> None:
        from courses.intake import rights  # noqa: F401
