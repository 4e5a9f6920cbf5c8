from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "shops.builder"
    label = "builder"

    def ready(self) -> None:
        from courses.assessment.bench import name_sources
        from shops.builder import naming, personal, rights  # noqa: F401

        name_sources.append(naming.for_trainee)
