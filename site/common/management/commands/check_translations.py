"""Fails when the interface says something that is not said in Chinese, or when a template has words nobody can translate."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import catalogues

# Words of these are meant in one language, or are both languages side by side.
BOTH_LANGUAGES = ("documents/",)


class Command(BaseCommand):
    help = "Fail on an untranslated string"

    def handle(self, *args: object, **options: object) -> None:
        said, faults = catalogues.translations()
        every = catalogues.strings()
        faults += [
            f"{path.relative_to(settings.ROOT)}: not in any catalogue: {text!r}"
            for text, path in every.items()
            if text not in said
        ]
        for path in catalogues.sources(".html"):
            if not any(part in str(path) for part in BOTH_LANGUAGES):
                faults += [
                    f"{path.relative_to(settings.ROOT)}: outside a translation tag: {w!r}" for w in catalogues.bare_words(path)
                ]
        for fault in sorted(set(faults)):
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{len(set(faults))} strings need care")
        self.stdout.write(f"{len(every)} strings, all in both languages")
