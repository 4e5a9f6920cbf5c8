"""Small stylesheets from `static/css`: layers by order of files, without `@layer`, which old WebViews drop whole.

`app.css` is for everybody; `staff.css` is what mentors and managers need besides, `work.css` who
changes a shop or keeps a field log, `guests.css` shops that guests may come to, `front.css` a shop's front,
`lists.css` lists that are narrowed, `search.css` the search, `desk.css` a seller's desk, `kit.css` the share kit,
`buy.css` basket and orders, `book.css` days one books, `stays.css` who takes guests by date, `groups.css` groups that buy
together, `bonuses.css` sharing and its credit, `promotions.css` coupons and codes, `reviews.css` what buyers say, `cms.css`
what Wagtail's own pages need on a telephone.

A component or page names a drawing from where it stands, `url(../../art/band-sun.svg)`; the bundle stands one folder higher.
"""

from pathlib import Path

import rcssmin
from django.conf import settings
from django.core.management.base import BaseCommand

SHEETS = {
    "app.css": ("reset.css", "tokens.css", "base.css", "layout.css", "components", "pages", "utilities.css"),
    "staff.css": ("staff",),
    "work.css": ("work",),
    "guests.css": ("guests",),
    "front.css": ("front",),
    "lists.css": ("lists",),
    "desk.css": ("desk",),
    "kit.css": ("kit",),
    "buy.css": ("buy",),
    "book.css": ("book",),
    "promotions.css": ("promotions",),
    "reviews.css": ("reviews",),
    "cms.css": ("cms",),
    "search.css": ("search",),
    "stays.css": ("stays",),
    "groups.css": ("groups",),
    "bonuses.css": ("bonuses",),
}


def sources(folder: Path, sheet: str = "app.css") -> list[Path]:
    """The files of `folder` that make `sheet`, in the order of their layers."""
    found: list[Path] = []
    for name in SHEETS[sheet]:
        path = folder / name
        found += sorted(path.glob("*.css")) if path.is_dir() else [path] if path.exists() else []
    return found


def bundle(folder: Path, sheet: str = "app.css") -> str:
    """All layers of `sheet`, minified, as one stylesheet."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources(folder, sheet))
    return rcssmin.cssmin(text.replace("url(../../", "url(../"))


class Command(BaseCommand):
    help = "Write the stylesheets the pages link to"

    def handle(self, *args: object, **options: object) -> None:
        folder = settings.BUILD_DIR / "css"
        folder.mkdir(parents=True, exist_ok=True)
        for sheet in SHEETS:
            (folder / sheet).write_text(bundle(settings.ROOT / "static" / "css", sheet), encoding="utf-8")
            self.stdout.write(f"{sheet}: {(folder / sheet).stat().st_size} bytes")
