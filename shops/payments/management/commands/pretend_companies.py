"""Serves the pretended payment companies of development at the port of PRETEND_COMPANIES."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shops.payments.pretend.server import serve


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        port = urlsplit(settings.PRETEND_COMPANIES).port
        if not settings.DEVELOPMENT or not port:
            raise CommandError("PRETEND_COMPANIES names no port of the loopback, or this is no development.")
        serve(port)[0].serve_forever()
