from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class OutboxConfig(AppConfig):
    name = "outbox"
    label = "outbox"

    def ready(self) -> None:
        from outbox import personal  # noqa: F401
        from outbox.channels import gateway

        try:
            gateway("sms")
        except ImportError as fault:
            raise ImproperlyConfigured(
                f"SMS_PROVIDER must name a class that can be imported: {settings.SMS_PROVIDER}"
            ) from fault
