from django.apps import AppConfig
from django.core import checks


class PrintingConfig(AppConfig):
    name = "printing"
    label = "printing"

    def ready(self) -> None:
        from printing.checks import check_libraries

        checks.register(check_libraries, "printing")
