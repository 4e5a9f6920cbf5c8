from django.apps import AppConfig
from django.db.models.signals import post_save


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"

    def ready(self) -> None:
        from cms.county import forget

        post_save.connect(forget, sender="cms.CountySettings", dispatch_uid="forget the county")
