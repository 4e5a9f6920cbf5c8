from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "shops.builder"
    label = "builder"

    def ready(self) -> None:
        from courses.assessment.bench import name_sources
        from shops.builder import naming, personal, photo_uses, rights  # noqa: F401
        from uploads.sweeping import uses

        name_sources.append(naming.for_trainee)
        uses.extend((photo_uses.in_fronts, photo_uses.to_be_undone))
