"""Compile every catalogue with Babel: a bare machine has no `msgfmt`."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


def compile_catalogue(source: Path) -> bool:
    """Write the `.mo` beside `source` when it is older or missing; whether it was written."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parts[-3])
    with target.open("wb") as out:
        write_mo(out, catalogue)
    return True


class Command(BaseCommand):
    help = "Compile the translation catalogues"

    def handle(self, *args: object, **options: object) -> None:
        sources = [Path(folder) / "zh_Hans" / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS]
        written = sum(compile_catalogue(source) for source in sources)
        if written:  # else whoever goes on in this process has what was there before, or nothing
            translation_file_changed(sender=None, file_path=sources[0].with_suffix(".mo"))
        self.stdout.write(f"{len(sources)} catalogues, {written} compiled")
