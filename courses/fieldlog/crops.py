"""Crops and animals of the county, with what a year hardly ever brings more of: above it a number may be a slip of the pen."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Crop(models.TextChoices):
    SWEET_POTATO = "sweet-potato", _("Sweet potato")
    VEGETABLES = "vegetables", _("Vegetables")
    KIWI = "kiwi", _("Kiwi")
    CAMELLIA = "camellia", _("Oil camellia")
    TEA = "tea", _("Tea")
    RICE = "rice", _("Rice")
    HERBS = "herbs", _("Herbs")
    OTHER = "other", _("Another crop")


class Animal(models.TextChoices):
    CATTLE = "cattle", _("Cattle")
    PIGS = "pigs", _("Pigs")
    GOATS = "goats", _("Goats")
    POULTRY = "poultry", _("Poultry")
    BEES = "bees", _("Bees (hives)")
    OTHER = "other", _("Other animals")


@dataclass(frozen=True)
class Most:
    """Kilograms a year, from one mu or one head, above which we ask whether the number is right; never a reason to refuse.

    `basis` says what the number rests on: about three times a usual year where one is known, so that a record harvest
    passes and a missing point does not; else GENEROUS.
    """

    kg: int
    basis: Any


GENEROUS = _("we know no usual figure for it here, so this limit is wide and only makes us ask")
MOST_A_MU = {
    Crop.SWEET_POTATO: Most(6000, _("three times the 1,250 to 2,000 kg a mu that one plans with")),
    Crop.KIWI: Most(4500, _("more than three times the 1,200 kg a mu of the boot camp’s worked example")),
    Crop.CAMELLIA: Most(2000, _("five times the 400 kg of fresh fruit a mu reported from Zhuzhou in 2023")),
    Crop.VEGETABLES: Most(15000, GENEROUS),
    Crop.TEA: Most(1500, GENEROUS),
    Crop.RICE: Most(2000, GENEROUS),
    Crop.HERBS: Most(6000, GENEROUS),
    Crop.OTHER: Most(15000, GENEROUS),
}
MOST_A_HEAD = {
    Animal.CATTLE: Most(1000, _("more than twice the 380 kg of the boot camp’s worked example")),
    Animal.PIGS: Most(400, _("eight times the 50 kg of the boot camp’s worked example; a sow’s litter counts too")),
    Animal.BEES: Most(120, _("three times the 20 to 40 kg of a good frame hive")),
    Animal.GOATS: Most(120, GENEROUS),
    Animal.POULTRY: Most(25, GENEROUS),
    Animal.OTHER: Most(1000, GENEROUS),
}
# The letters of a batch, as on a crate: SP-P7-20271025-B.
LETTERS = {
    Crop.SWEET_POTATO: "SP", Crop.VEGETABLES: "VE", Crop.KIWI: "KI", Crop.CAMELLIA: "CA", Crop.TEA: "TE", Crop.RICE: "RI",
    Crop.HERBS: "HE", Crop.OTHER: "XX", Animal.CATTLE: "CT", Animal.PIGS: "PG", Animal.GOATS: "GO", Animal.POULTRY: "PO",
    Animal.BEES: "BE",
}  # fmt: skip
