"""The county's content and a marketplace with life in it, in both languages. Run twice, it changes nothing."""

import logging
import time
from typing import Any

from common.clock import now
from demo.indexing import fill_index, indexing_later
from demo.pages.tree import grow
from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    help = "Load the county's content: pages, people, boot camps, shops. What is there already is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        started, at = time.monotonic(), now()
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # it tells of every page, thrice
        with transaction.atomic(), indexing_later():
            made = grow(at, self.stdout.write)
            self.stdout.write(f"{len(made)} pages")
            if made:
                self.stdout.write(f"{fill_index()} rows searchable")
        self.stdout.write(f"Done in {time.monotonic() - started:.1f} s")
