import sys

from django.apps import AppConfig
from django.core import checks


class PrintingConfig(AppConfig):
    name = "printing"
    label = "printing"

    def ready(self) -> None:
        from printing.checks import check_libraries
        from printing.operations import warm

        checks.register(check_libraries, "printing")
        if "db_worker" in sys.argv:  # the jobs worker: its press loads while it waits for the first job
            warm()
