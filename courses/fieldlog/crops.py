"""Crops and animals of the county, with what a year can bring at the very most: above it a number is a slip of the pen."""

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


# Kilograms a year from one mu: about three times a good year, so that a record harvest passes and a missing point does not.
MOST_KG_A_MU = {
    Crop.SWEET_POTATO: 6000, Crop.VEGETABLES: 15000, Crop.KIWI: 4500, Crop.CAMELLIA: 2000, Crop.TEA: 1500, Crop.RICE: 2000,
    Crop.HERBS: 6000, Crop.OTHER: 15000,
}  # fmt: skip
# Kilograms a year from one head (one hive).
MOST_KG_A_HEAD = {
    Animal.CATTLE: 1000, Animal.PIGS: 400, Animal.GOATS: 120, Animal.POULTRY: 25, Animal.BEES: 60, Animal.OTHER: 1000,
}  # fmt: skip
# The letters of a batch, as on a crate: SP-P7-20271025-B.
LETTERS = {
    Crop.SWEET_POTATO: "SP", Crop.VEGETABLES: "VE", Crop.KIWI: "KI", Crop.CAMELLIA: "CA", Crop.TEA: "TE", Crop.RICE: "RI",
    Crop.HERBS: "HE", Crop.OTHER: "XX", Animal.CATTLE: "CT", Animal.PIGS: "PG", Animal.GOATS: "GO", Animal.POULTRY: "PO",
    Animal.BEES: "BE",
}  # fmt: skip
