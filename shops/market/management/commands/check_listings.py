from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.clock import now
from shops.market.operations import faults, mend, wrong_stalls


class Command(BaseCommand):
    help = "Compare the market's listings with goods, prices and stock; --mend sets right what differs"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["mend"]:
            self.stdout.write(f"{mend(at=now())} listings set right")
        elif wrong := faults(now()):
            raise CommandError(f"{len(wrong)} listings are wrong, of products {', '.join(map(str, wrong[:20]))}")
        elif wrong := wrong_stalls(now()):
            raise CommandError(f"{len(wrong)} shops are listed wrongly: {', '.join(map(str, wrong[:20]))}")
        else:
            self.stdout.write("All listings are right")
