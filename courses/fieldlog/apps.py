from django.apps import AppConfig


class FieldlogConfig(AppConfig):
    name = "courses.fieldlog"
    label = "fieldlog"

    def ready(self) -> None:
        from courses.assessment.bench import known_sources
        from courses.fieldlog import origins, personal, rights  # noqa: F401

        known_sources.append(origins.known_from_the_field)
