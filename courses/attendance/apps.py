from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "courses.attendance"
    label = "attendance"

    def ready(self) -> None:
        from courses.attendance import personal, rights  # noqa: F401
