from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "courses.cohorts"
    label = "cohorts"

    def ready(self) -> None:
        from courses.cohorts import personal, rights  # noqa: F401
