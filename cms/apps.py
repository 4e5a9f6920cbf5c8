from django.apps import AppConfig
from django.db.models.signals import post_save


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from cms import personal  # noqa: F401
        from cms.county import forget
        from cms.operations import published
        from cms.reviewing import listen

        listen()
        page_published.connect(published, dispatch_uid="renew what is translated")
        post_save.connect(forget, sender="cms.CountySettings", dispatch_uid="forget the county")
