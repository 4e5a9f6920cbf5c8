"""After `migrate` on a site for real people: what each role may do in the CMS."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from front.permissions import allow_all


class Command(BaseCommand):
    help = "Let editors, mentors and franchise managers do in the CMS what their roles may. Run twice, it changes nothing."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        allow_all()
