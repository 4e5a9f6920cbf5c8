from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "courses.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from courses.mentoring import guidance, personal, rights  # noqa: F401

        guidance.listen()
