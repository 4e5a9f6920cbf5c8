from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "courses.questions"
    label = "questions"

    def ready(self) -> None:
        from courses.questions import personal, rights  # noqa: F401
