"""The field log: plots and herds, what was done on them day by day, who saw it, and what they yielded.

An entry is never changed. A correction is a new row that points at the one it replaces; both stay.
"""

import uuid
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Enrolment
from courses.fieldlog.activities import ACTIVITIES, CHOICES, HERD, PLOT, Activity
from courses.fieldlog.crops import MOST_A_HEAD, MOST_A_MU, Animal, Crop
from courses.fieldlog.measures import mu, say_area
from courses.fieldlog.subjects import Subject
from uploads.models import Photo


class LogRule(models.Model):
    """That a programme keeps a field log, and how much of one its graduates must have."""

    programme_key = models.UUIDField(unique=True)  # ProgrammePage.translation_key
    least_entries = models.PositiveSmallIntegerField(_("entries at least"), default=3)
    least_checked = models.PositiveSmallIntegerField(_("of them checked on site"), default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("rule"), _("rules")
        constraints = [
            models.CheckConstraint(condition=models.Q(least_checked__lte=models.F("least_entries")), name="log_rule_can_be_met")
        ]

    def __str__(self) -> str:
        return f"{self.least_checked} / {self.least_entries}"


class Plot(Subject):
    kind, letter = PLOT, "P"

    area_m2 = models.PositiveIntegerField(_("area in square metres"))  # 1 mu = 666.67 m²
    crop = models.CharField(_("crop"), max_length=16, choices=Crop.choices)
    variety = models.CharField(_("variety"), max_length=40, blank=True)
    planted_on = models.DateField(_("sown or planted on"), null=True, blank=True)
    transplanted_on = models.DateField(_("transplanted on"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("plot"), _("plots")
        ordering = ["pk"]
        constraints = [
            *Subject.Meta.constraints,
            models.UniqueConstraint(fields=["enrolment", "key"], name="one_plot_per_key"),
            models.CheckConstraint(condition=models.Q(area_m2__gte=1), name="plot_has_area"),
        ]

    @property
    def what(self) -> str:
        return self.crop

    @property
    def sort(self) -> str:
        return self.variety

    @property
    def what_words(self) -> str:
        return self.get_crop_display()

    @property
    def size_words(self) -> str:
        return say_area(self.area_m2)

    @property
    def most_kg(self) -> int:
        return max(1, int(MOST_A_MU[Crop(self.crop)].kg * mu(self.area_m2)))

    @property
    def most_basis(self) -> str:
        return str(MOST_A_MU[Crop(self.crop)].basis)


COUNTED = {Animal.GOATS: _("%(count)s animals"), Animal.POULTRY: _("%(count)s birds"), Animal.BEES: _("%(count)s hives")}


class Herd(Subject):
    kind, letter = HERD, "H"

    animal = models.CharField(_("animal"), max_length=8, choices=Animal.choices)
    breed = models.CharField(_("breed"), max_length=40, blank=True)
    count = models.PositiveIntegerField(_("how many"))
    since = models.DateField(_("kept since"))

    class Meta:
        verbose_name, verbose_name_plural = _("herd"), _("herds")
        ordering = ["pk"]
        constraints = [
            *Subject.Meta.constraints,
            models.UniqueConstraint(fields=["enrolment", "key"], name="one_herd_per_key"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="herd_has_animals"),
        ]

    @property
    def what(self) -> str:
        return self.animal

    @property
    def sort(self) -> str:
        return self.breed

    @property
    def what_words(self) -> str:
        return self.get_animal_display()

    @property
    def size_words(self) -> str:
        return str(COUNTED.get(Animal(self.animal), _("%(count)s head"))) % {"count": self.count}

    @property
    def most_kg(self) -> int:
        return MOST_A_HEAD[Animal(self.animal)].kg * self.count

    @property
    def most_basis(self) -> str:
        return str(MOST_A_HEAD[Animal(self.animal)].basis)


class Weather(models.TextChoices):
    SUN = "sun", _("Sunny")
    CLOUD = "cloud", _("Cloudy")
    RAIN = "rain", _("Rain")
    STORM = "storm", _("Heavy rain or wind")
    FROST = "frost", _("Frost or ice")


class Unit(models.TextChoices):
    GRAM = "g", _("grams")
    KILO = "kg", _("kilograms")
    MILLILITRE = "ml", _("millilitres")
    LITRE = "l", _("litres")
    BUCKET = "bucket", _("buckets")
    BAG = "bag", _("bags")
    PLANT = "plant", _("plants")
    DOSE = "dose", _("doses")


class EntryQuerySet(models.QuerySet["LogEntry"]):
    def current(self) -> "EntryQuerySet":
        """As they stand now: those that no correction has replaced."""
        return self.filter(replaced_by=None)

    def confirmed(self) -> "EntryQuerySet":
        """Those a second person saw and found so."""
        return self.filter(check_of__result=Check.Result.CONFIRMED)

    def waiting(self) -> "EntryQuerySet":
        return self.current().filter(check_of=None)


class LogEntry(models.Model):
    """What was done on a day, on one plot or with one herd."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="log_entries")
    plot = models.ForeignKey(Plot, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    herd = models.ForeignKey(Herd, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    key = models.UUIDField(default=uuid.uuid4)
    done_on = models.DateField(_("day"))
    activity = models.CharField(_("work"), max_length=12, choices=CHOICES)
    used = models.CharField(_("what was used"), max_length=60, blank=True)
    quantity = models.DecimalField(_("how much"), max_digits=9, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=8, choices=Unit.choices, blank=True)
    dose = models.CharField(_("dilution or dose"), max_length=60, blank=True)
    waiting_days = models.PositiveSmallIntegerField(_("waiting days"), null=True, blank=True)
    weather = models.CharField(_("weather"), max_length=6, choices=Weather.choices, blank=True)
    words = models.TextField(_("words"), max_length=600, blank=True)
    photos = models.ManyToManyField(Photo, related_name="+", blank=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    why = models.CharField(_("what was wrong"), max_length=200, blank=True)
    written_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("log entry"), _("log entries")
        ordering = ["-done_on", "-pk"]
        indexes = [models.Index(fields=["enrolment", "-done_on", "-id"], name="entries_of_one_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "key"], name="one_entry_per_key"),
            models.CheckConstraint(
                condition=models.Q(plot__isnull=False, herd__isnull=True) | models.Q(plot__isnull=True, herd__isnull=False),
                name="entry_of_one_plot_or_herd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_activity_display()}, {date_format(self.done_on)}"

    @property
    def subject(self) -> Plot | Herd:
        return self.plot or self.herd  # type: ignore[return-value]  # one of them is there, by constraint

    @property
    def work(self) -> Activity:
        return ACTIVITIES[self.activity]

    @property
    def found(self) -> str:
        """What a second person found, in words; '' before."""
        check = getattr(self, "check_of", None)
        return check.get_result_display() if check else ""

    @property
    def wait_until(self) -> date | None:
        """The first day on which one may pick or sell again; None when nothing with a waiting period was used."""
        return self.done_on + timedelta(days=self.waiting_days) if self.waiting_days else None


class Yield(models.Model):
    """What a harvest or sale brought: part of its entry, and never changed either."""

    class Grade(models.TextChoices):
        A = "A", _("A: the best")
        B = "B", _("B: good")
        C = "C", _("C: for processing or feed")

    entry = models.OneToOneField(LogEntry, on_delete=models.PROTECT, related_name="brought")
    kg = models.DecimalField(_("kilograms"), max_digits=9, decimal_places=2)
    grade = models.CharField(_("grade"), max_length=1, choices=Grade.choices)
    batch = models.CharField(_("batch"), max_length=24, db_index=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kg__gt=Decimal(0)), name="yield_is_something")]


class Check(models.Model):
    """A second person's look at one entry, on the spot."""

    class Result(models.TextChoices):
        CONFIRMED = "confirmed", _("It is as the log says")
        DIFFERS = "differs", _("It is not as the log says")

    entry = models.OneToOneField(LogEntry, on_delete=models.PROTECT, related_name="check_of")
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_on = models.DateField(_("day"))
    points = models.JSONField(default=list)  # keys of the activity's points that were found so
    result = models.CharField(max_length=9, choices=Result.choices)
    words = models.TextField(max_length=600, blank=True)
    at = models.DateTimeField()
