"""One small stylesheet from `static/css`: layers by order of files, without `@layer`, which old WebViews drop whole.

A component or page names a drawing from where it stands, `url(../../art/band-sun.svg)`; the bundle stands one folder higher.
"""

from pathlib import Path

import rcssmin
from django.conf import settings
from django.core.management.base import BaseCommand

ORDER = ("reset.css", "tokens.css", "base.css", "layout.css", "components", "pages", "utilities.css")


def sources(folder: Path) -> list[Path]:
    """The stylesheets of `folder` in the order of their layers."""
    found: list[Path] = []
    for name in ORDER:
        path = folder / name
        found += sorted(path.glob("*.css")) if path.is_dir() else [path] if path.exists() else []
    return found


def bundle(folder: Path) -> str:
    """All layers, minified, as one stylesheet."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources(folder))
    return rcssmin.cssmin(text.replace("url(../../", "url(../"))


class Command(BaseCommand):
    help = "Write the stylesheet the pages link to"

    def handle(self, *args: object, **options: object) -> None:
        target = settings.DATA_DIR / "build" / "css" / "app.css"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(bundle(settings.ROOT / "static" / "css"), encoding="utf-8")
        self.stdout.write(f"{target.stat().st_size} bytes of CSS")
