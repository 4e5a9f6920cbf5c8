"""One stylesheet for all pages, without layers: a class that stands alone belongs to one file, or pages dress each other."""

import gzip
import re
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from front.management.commands.build_css import SHEETS, bundle, sources

FOLDER = settings.ROOT / "static" / "css"
MOST = 14 * 1024  # bytes, gzipped
PRINT_ONLY = {"utilities.css", "base.css"}  # they speak of what others define: motion and paper


def selectors(path: Path) -> set[str]:
    """The selectors of a stylesheet; comments, the inside of rules and what is for paper (always last) are left out."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S).split("@media print")[0]
    return {" ".join(one.split()) for rule in re.findall(r"([^{}]+)\{[^{}]*\}", text) for one in rule.split(",")}


def test_a_class_that_stands_alone_is_defined_in_one_file():
    homes = defaultdict(set)
    for path in [path for sheet in SHEETS for path in sources(FOLDER, sheet)]:
        if path.name not in PRINT_ONLY:
            for selector in selectors(path):
                if re.fullmatch(r"\.[\w-]+", selector):
                    homes[selector].add(path.name)
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_the_stylesheet_fits_the_first_flight():
    assert len(gzip.compress(bundle(FOLDER).encode(), 9)) <= MOST


def test_no_rule_hides_in_a_layer_that_old_browsers_drop():
    assert "@layer" not in bundle(FOLDER)


def test_every_drawing_the_stylesheet_names_exists():
    for path in sources(FOLDER):
        for name in re.findall(r"url\(([^)]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / name).resolve().is_file(), f"{path.name}: {name}"
