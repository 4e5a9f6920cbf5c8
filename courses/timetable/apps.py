from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "courses.timetable"
    label = "timetable"

    def ready(self) -> None:
        from courses.timetable import rights  # noqa: F401
