from django.apps import AppConfig


class FieldlogConfig(AppConfig):
    name = "courses.fieldlog"
    label = "fieldlog"

    def ready(self) -> None:
        from courses.assessment.bench import known_sources
        from courses.fieldlog import origins, personal, rights  # noqa: F401
        from courses.fieldlog.activities import CHOICES
        from courses.timetable import due

        known_sources.append(origins.known_from_the_field)
        due.works.update(CHOICES)
        due.day_sources.extend([origins.days_written, origins.days_transplanted])
