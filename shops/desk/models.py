"""Which lesson helps with which trouble, who wants it no more for now, and which letters about a shop were written."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shops.franchise.models import Shop
from uploads.models import private_storage


class LessonAdvice(models.Model):
    """That a lesson helps with a trouble a shop may have. Rows: another county has its own lessons."""

    class Fault(models.TextChoices):
        NO_PHOTO = "no photo", _("A product has no photograph")
        BELOW_COST = "below cost", _("A price is below its cost")
        NO_WORDS = "no words", _("A product has no description")
        NO_LABEL = "no label", _("A product’s label lacks batch or best before")
        SOLD_OUT = "sold out", _("Goods have run out")
        SPOILS = "spoils", _("Goods stay until their best-before day is near")
        NO_PERMIT = "no permit", _("A permit runs out")
        NO_FEES = "no fees", _("No posting days are chosen")
        SHORT_STORY = "short story", _("The shop has no story")
        WARNED = "warned", _("The franchise has written a warning")
        POOR_PHOTO = "poor photo", _("A photograph is dark or blurred")
        UNKEPT = "unkept rule", _("A brand rule is not kept")

    fault = models.CharField(_("trouble"), max_length=12, choices=Fault.choices)
    rule_key = models.SlugField(_("which brand rule"), max_length=40, blank=True, default="")  # of `UNKEPT`: BrandRule.key
    lesson_key = models.UUIDField(_("lesson"))  # LessonPage.translation_key
    position = models.PositiveSmallIntegerField(_("place among the lessons for this trouble"), default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("lesson for a trouble"), _("lessons for troubles")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fault", "rule_key", "lesson_key"], name="one_advice_per_trouble_and_lesson")
        ]

    def __str__(self) -> str:
        return str(self.get_fault_display())

    @property
    def trouble(self) -> str:
        """The fault, and of a brand rule which."""
        return f"{self.fault}:{self.rule_key}" if self.rule_key else self.fault


class Dismissal(models.Model):
    """That a person wants a lesson suggested no more until a day."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    lesson_key = models.UUIDField()
    until_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "lesson_key"], name="one_dismissal_per_person_and_lesson")]


class DeskTold(models.Model):
    """That a shop was looked over for a letter (`about`: a week, or one urgent thing and its day): once, letter or not."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "about"], name="desk_told_once")]


class Thanks(models.Model):
    """What a shop says to its buyers on the slip in the box; "" where it says nothing of its own."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="+")
    words_zh_hans = models.CharField(_("in Chinese"), max_length=200, blank=True)
    words_en = models.CharField(_("in English"), max_length=200, blank=True)


class PrintedSlips(models.Model):
    """Slips and address labels of some orders: asked for, and the file once it is there. Kept for a day: it is of buyers."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    wish = models.JSONField(default=dict)  # numbers and choices only: the orders' ids, the paper
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(db_index=True)
    printed_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    pdf = models.FileField(storage=private_storage, upload_to="slips/", blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
