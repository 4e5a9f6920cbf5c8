"""What trainees are asked of a stage and of the whole boot camp, as it was worded, and what they answered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.templatetags.words import in_language
from courses.cohorts.models import Enrolment

FACES = range(1, 6)


class Moment(models.TextChoices):
    STAGE = "stage", _("After a stage")
    END = "end", _("At the end of the boot camp")


class Questions(models.Model):
    """Three questions as they were worded at `written_at`; never changed. The latest of a moment is asked."""

    moment = models.CharField(_("moment"), max_length=5, choices=Moment.choices, editable=False)
    face = models.CharField(_("question with five faces"), max_length=80)
    choice = models.CharField(_("question with one choice"), max_length=80)
    choices = models.TextField(_("what may be chosen"), max_length=400)  # one a line, as many in both languages
    sentence = models.CharField(_("question for one sentence"), max_length=80)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )  # fmt: skip
    written_at = models.DateTimeField(_("worded on"), editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("survey questions")
        verbose_name_plural = _("survey questions")

    def __str__(self) -> str:
        return str(self.get_moment_display())

    @property
    def options(self) -> list[str]:
        """What may be chosen, in the reader's language; an answer keeps its number, counted from 1."""
        return self.choices.splitlines()

    def options_in(self, language: str) -> list[str]:
        return in_language(self, "choices", language).splitlines()


class Answer(models.Model):
    """What a trainee said of a stage, or of the whole boot camp (without a stage). Any of the three may be left out."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="survey_answers")
    questions = models.ForeignKey(Questions, on_delete=models.PROTECT, related_name="answers")
    stage_key = models.UUIDField(null=True, blank=True)  # ModulePage.translation_key
    face = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 is the worst, 5 the best
    option = models.PositiveSmallIntegerField(null=True, blank=True)  # of `questions.options`, counted from 1
    words = models.CharField(max_length=200, blank=True)
    shows_name = models.BooleanField(default=False)  # to their own mentor
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "stage_key"], name="one_answer_per_stage"),
            models.UniqueConstraint(fields=["enrolment"], condition=models.Q(stage_key=None), name="one_answer_at_the_end"),
            models.CheckConstraint(
                condition=models.Q(face=None) | models.Q(face__gte=1, face__lte=5), name="survey_face_of_five"
            ),
        ]

    @property
    def said(self) -> dict[str, Any]:
        names = ("questions_id", "face", "option", "words", "shows_name")
        return {name: getattr(self, name) for name in names}
