"""What is asked in lessons and tests, and what was answered.

A question is one row in both languages and never changes its meaning once it was answered: `operations.write_question`
makes the next version instead, and the answers keep pointing at the row that was asked.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from courses.cohorts.models import Enrolment

MOST_CHOICES = 8


class Kind(models.TextChoices):
    SINGLE = "single", _("One right answer")
    SEVERAL = "several", _("Several right answers")
    NUMBER = "number", _("A number")
    ORDER = "order", _("Put in order")
    MATCH = "match", _("Match pairs")


class Test(models.Model):
    """A stage's graded test. `draw` questions are drawn of those that belong to it, all of them when it is empty."""

    __test__ = False  # pytest: this is no test of ours

    module_key = models.UUIDField(_("stage"), unique=True)  # ModulePage.translation_key
    title = models.CharField(_("title"), max_length=120)
    about = models.CharField(_("what it is about"), max_length=300, blank=True)
    draw = models.PositiveSmallIntegerField(
        _("questions drawn"), null=True, blank=True, help_text=_("Leave empty to ask all of the test's questions.")
    )
    pass_mark = models.PositiveSmallIntegerField(_("pass mark in percent"), default=60)
    attempts = models.PositiveSmallIntegerField(_("attempts allowed"), default=3)
    opens_at = models.DateTimeField(_("open from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("open until"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("test"), _("tests")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pass_mark__gte=1, pass_mark__lte=100), name="pass_mark_is_percent"),
            models.CheckConstraint(condition=Q(attempts__gte=1), name="test_has_attempts"),
            models.CheckConstraint(condition=Q(draw=None) | Q(draw__gte=1), name="test_draws_something"),
        ]

    def __str__(self) -> str:
        return self.title or ""

    def is_open(self, at: Any) -> bool:
        return (self.opens_at is None or self.opens_at <= at) and (self.closes_at is None or at < self.closes_at)


class QuestionQuerySet(models.QuerySet["Question"]):
    def current(self) -> "QuestionQuerySet":
        """The newest version of each."""
        return self.filter(is_current=True)


class Question(ClusterableModel):
    """One version of a question. It belongs to a lesson, to a test, or waits in the bank for either."""

    family = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)  # the same for all versions
    version = models.PositiveSmallIntegerField(_("version number"), default=1, editable=False)
    is_current = models.BooleanField(default=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.SINGLE)
    text = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("hint after a wrong try"), max_length=300, blank=True)
    explanation = models.CharField(_("why it is so"), max_length=600, blank=True)
    number = models.DecimalField(_("right number"), max_digits=14, decimal_places=4, null=True, blank=True)
    tolerance = models.DecimalField(_("how far off still counts"), max_digits=14, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    drawing = models.CharField(_("drawing"), max_length=40, blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("photo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    topics = models.CharField(_("topics"), max_length=200, blank=True, help_text=_("Separated by commas."))
    lesson_key = models.UUIDField(_("lesson"), null=True, blank=True, db_index=True)  # LessonPage.translation_key
    test = models.ForeignKey(
        Test, verbose_name=_("test"), null=True, blank=True, on_delete=models.SET_NULL, related_name="questions"
    )
    position = models.PositiveSmallIntegerField(_("place in its lesson or test"), default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("question"), _("questions")
        ordering = ["lesson_key", "test", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["family", "version"], name="one_row_per_version"),
            models.UniqueConstraint(fields=["family"], condition=Q(is_current=True), name="one_current_version"),
            models.UniqueConstraint(
                fields=["lesson_key", "position"], condition=Q(is_current=True), name="one_question_per_place"
            ),
            models.CheckConstraint(condition=Q(tolerance=None) | Q(tolerance__gte=0), name="tolerance_not_negative"),
            models.CheckConstraint(condition=Q(lesson_key=None) | Q(test=None), name="in_a_lesson_or_a_test"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.NUMBER) | Q(number__isnull=False, tolerance__isnull=False), name="number_has_its_number"
            ),
        ]

    def __str__(self) -> str:
        return self.text or ""


class Choice(models.Model):
    """A choice; or a step of an order (`position` is the right one); or a pair, `text` with its `partner`."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField(editable=False, default=1)
    text = models.CharField(_("choice"), max_length=300)
    partner = models.CharField(_("what it is matched with"), max_length=300, blank=True)
    why = models.CharField(_("what to say when it is chosen"), max_length=400, blank=True)
    is_right = models.BooleanField(_("right"), default=False)

    sort_order_field = "position"  # for Wagtail's inline panel

    class Meta:
        ordering = ["question", "position"]
        constraints = [models.UniqueConstraint(fields=["question", "position"], name="one_choice_per_place")]

    def __str__(self) -> str:
        return self.text or ""


class Attempt(models.Model):
    """One answer to a lesson's check; retries are unlimited and all kept. `given` is as `marking.Given.key` writes it."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="attempts")
    given = models.CharField(max_length=200)
    score = models.DecimalField(max_digits=5, decimal_places=4)  # 0 to 1
    is_right = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["enrolment", "question"])]


class Sitting(models.Model):
    """One attempt at a test, the `number`th of an enrolment. `points` is the sum of its answers' scores, once handed in."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="sittings")
    test = models.ForeignKey(Test, on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    points = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # of all its questions
    has_passed = models.BooleanField(default=False)

    class Meta:
        ordering = ["enrolment", "test", "number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "test", "number"], name="one_sitting_per_number"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100), name="sitting_up_to_all_of_it"
            ),
        ]


class Answer(models.Model):
    """A question of a sitting: `given` is saved at each press, `score` (0 to 1) is said when it is handed in."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    given = models.CharField(max_length=200, blank=True)
    typed = models.CharField(max_length=200, blank=True)  # what could not be understood, kept to be mended
    score = models.DecimalField(max_digits=5, decimal_places=4, null=True)

    class Meta:
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "question"], name="one_answer_per_question"),
            models.UniqueConstraint(fields=["sitting", "position"], name="one_question_per_step"),
        ]
