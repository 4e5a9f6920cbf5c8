from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "courses.surveys"
    label = "surveys"

    def ready(self) -> None:
        from courses.surveys import personal, rights  # noqa: F401
