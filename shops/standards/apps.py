from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "shops.standards"
    label = "standards"

    def ready(self) -> None:
        from shops.franchise import selling
        from shops.standards import personal, training  # noqa: F401  what is held of owners and inspectors

        selling.refusers.append(training.refusal)
