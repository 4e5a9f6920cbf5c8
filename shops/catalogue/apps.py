from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class CatalogueConfig(AppConfig):
    name = "shops.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from shops.catalogue import personal  # noqa: F401
        from shops.catalogue.rules import forget_notices

        for changed in (post_save, post_delete):
            changed.connect(forget_notices, sender="catalogue.CategoryRule", dispatch_uid="forget notices")
