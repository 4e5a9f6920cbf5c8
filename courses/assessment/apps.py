from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "courses.assessment"
    label = "assessment"

    def ready(self) -> None:
        from courses.assessment import personal, queries, rights  # noqa: F401
        from courses.cohorts.queries import piece_sources
        from uploads.sweeping import uses

        piece_sources.append(queries.stage_works)
        uses.append(queries.photos_named)
