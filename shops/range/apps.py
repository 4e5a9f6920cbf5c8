from django.apps import AppConfig


class RangeConfig(AppConfig):
    name = "shops.range"
    label = "range"

    def ready(self) -> None:
        from shops.catalogue import bands
        from shops.range import banding, personal  # noqa: F401  holds nothing of people

        bands.lookers.append(banding.outside)
