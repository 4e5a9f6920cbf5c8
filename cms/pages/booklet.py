"""A route's printed booklet: one for every state its words and points were ever asked in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from uploads.models import private_storage


class Booklet(models.Model):
    """`content` is the SHA-256 of what is printed, so the same is printed once and a changed route anew."""

    route_key = models.UUIDField()  # RoutePage.translation_key
    language = models.CharField(max_length=10)
    content = models.CharField(max_length=64)
    html = models.TextField(blank=True)  # what waits for the press; emptied once it is printed
    asked_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    pdf = models.FileField(storage=private_storage, upload_to="booklets/", blank=True)
    size = models.PositiveIntegerField(default=0)  # bytes

    class Meta:
        verbose_name = _("booklet of a route")
        verbose_name_plural = _("booklets of routes")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["route_key", "language", "content"], name="one_booklet_of_a_state_of_a_route")
        ]
