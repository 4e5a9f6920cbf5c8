"""What somebody keeps for later. Amounts in fen."""

from django.conf import settings
from django.db import models

from shops.catalogue.models import Offer


class WishList(models.Model):
    """A person's one list, or a guest's, known by the key in a cookie."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="wishes"
    )
    key = models.CharField(max_length=43, unique=True)
    changed_at = models.DateTimeField(db_index=True)
    told_on = models.DateField(null=True, blank=True)  # the day of the last letter: one a day at most


class Wish(models.Model):
    """One offer, its price when it was kept, and what of it the person knows."""

    list = models.ForeignKey(WishList, on_delete=models.CASCADE, related_name="wishes")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    price = models.PositiveIntegerField()  # when it was kept
    known_price = models.PositiveIntegerField()  # the lowest they were told of since; a lower one is news
    was_there = models.BooleanField()  # whether it could be bought when the clock last looked; not, then its return is news
    back_at = models.DateTimeField(null=True, blank=True)  # when they were told that it is there again
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["list", "offer"], name="an_offer_is_wished_for_once")]
