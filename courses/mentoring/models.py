"""What trainees ask and mentors answer, the hours mentors keep, and how a mentor likes to work."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.cohorts.models import Enrolment
from uploads.models import Photo

PERSON = settings.AUTH_USER_MODEL


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Answer(models.Model):
    """A mentor's answer on a lesson; several questions may lead to it. `asked` and `words` stand in one or both languages.

    Shared, it is shown under the lesson to everyone, with `asked` in place of what the trainee wrote.
    """

    programme_key = models.UUIDField()  # ProgrammePage.translation_key
    lesson_key = models.UUIDField(db_index=True)  # LessonPage.translation_key
    mentor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="lesson_answers")
    asked = models.TextField(_("the question, as others read it"), max_length=600)
    words = models.TextField(_("your answer"), max_length=1200)
    is_shared = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["programme_key", "is_shared"])]


class LessonQuestion(models.Model):
    """What a trainee asked on a lesson. The same words again on the same lesson are the same question."""

    class State(models.TextChoices):
        WAITING = "waiting", _("With your mentor")
        ANSWERED = "answered", _("Answered")

    TRANSITIONS = {State.WAITING: frozenset({State.ANSWERED}), State.ANSWERED: frozenset()}

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lesson_questions")
    lesson_key = models.UUIDField()  # LessonPage.translation_key
    words = models.TextField(max_length=600)
    fingerprint = models.CharField(max_length=64)  # of the words, for the constraint
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["state", "asked_at"])]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson_key", "fingerprint"], name="one_question_per_words"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", answer=None) | models.Q(state="answered", answer__isnull=False),
                name="answered_question_has_its_answer",
            ),
        ]


class Way(models.TextChoices):
    """How a mentor is met."""

    PHONE = "phone", _("By phone")
    PLACE = "place", _("In person")
    ONLINE = "online", _("Online")


class OfficeHours(models.Model):
    """Times a mentor offers, each week on `weekday` (0 is Monday) or once on `on`: `slots` in a row of `minutes` each."""

    mentor = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="office_hours")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    starts = models.TimeField()  # in Shanghai
    minutes = models.PositiveSmallIntegerField()
    slots = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=6, choices=Way.choices)
    where = models.CharField(max_length=160)
    offered_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday=None, on__isnull=False) | models.Q(weekday__lte=6, on=None),
                name="office_hours_weekly_or_once",
            ),
            models.CheckConstraint(condition=models.Q(minutes__gte=5, slots__gte=1), name="office_hours_have_slots"),
        ]


class Appointment(models.Model):
    """A trainee's slot with a mentor, with what was true when it was booked. Two people cannot have the same slot."""

    class State(models.TextChoices):
        BOOKED = "booked", _("Booked")
        CANCELLED = "cancelled", _("Cancelled")

    TRANSITIONS = {State.BOOKED: frozenset({State.CANCELLED}), State.CANCELLED: frozenset()}

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="appointments")
    mentor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    way = models.CharField(max_length=6, choices=Way.choices)
    where = models.CharField(max_length=160)
    about = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.BOOKED)
    booked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["state", "starts_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "starts_at"], condition=models.Q(state="booked"), name="one_appointment_per_slot"
            )
        ]


class SavedReply(models.Model):
    """A sentence a mentor says often, to press into an answer and change."""

    mentor = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="saved_replies")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["mentor", "words"], name="one_saved_reply_per_words")]


class DeskVisit(models.Model):
    """When a mentor last looked at the desk: what came before needs no evening letter."""

    mentor = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="desk_visit")
    seen_at = models.DateTimeField()


class CalendarAddress(models.Model):
    """The unguessable address a person's phone reads their appointments from."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_address")
    token = models.CharField(max_length=40, unique=True, default=new_token)
