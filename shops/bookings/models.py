"""Vouchers that were printed."""

from django.db import models

from shops.orders.models import Booking
from uploads.models import private_storage


class PrintedVoucher(models.Model):
    """A voucher on paper: asked for, and the file once it is there. A booking that moved is printed anew (`moves`)."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    moves = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(db_index=True)
    printed_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    pdf = models.FileField(storage=private_storage, upload_to="vouchers/", blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
