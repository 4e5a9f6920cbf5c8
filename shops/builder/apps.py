from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "shops.builder"
    label = "builder"

    def ready(self) -> None:
        from courses.assessment.bench import name_sources
        from courses.certificates.standing import when_standing_changed
        from shops.builder import certified, naming, noting, personal, photo_uses, rights  # noqa: F401
        from shops.catalogue.keeping_changes import when_kept
        from uploads.sweeping import uses

        name_sources.append(naming.for_trainee)
        when_standing_changed.append(certified.keep_marks)
        when_kept.append(noting.note_goods)
        uses.extend((photo_uses.in_fronts, photo_uses.to_be_undone))
