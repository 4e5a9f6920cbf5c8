from django.core.management.base import BaseCommand

from front.clock import run_for_ever


class Command(BaseCommand):
    help = "Run what happens by itself: messages, scheduled publishing, expiry"
    requires_system_checks: list[str] = []  # `make check` runs them; here they would cost two seconds of every start

    def handle(self, *args: object, **options: object) -> None:
        try:
            run_for_ever()
        except KeyboardInterrupt:
            self.stdout.write("The clock stops")
