"""What is asked of a trainee and what they handed in: assignments, submissions, reviews."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Enrolment
from uploads.models import Enclosure, Photo


class Piece(models.TextChoices):
    """The eight pieces of a shop, in the order the stages make them. An approved one is an artefact."""

    NAME = "name", _("Shop name and seal")
    STORY = "story", _("Story")
    PRODUCT = "product", _("First product")
    LABEL = "label", _("Pack and label")
    PRICE = "price", _("Price")
    PHOTOS = "photos", _("Photos")
    DELIVERY = "delivery", _("Delivery")
    PROMISE = "promise", _("Promise")


class VisitPiece(models.TextChoices):
    """What may be made besides the eight: why a guest would come. None is needed to graduate; each may be made often."""

    ROOM = "room", _("Room for guests")
    ACTIVITY = "activity", _("Farm activity")
    TOUR = "tour", _("Guided walk")


PER_PRODUCT = frozenset({Piece.PRODUCT, Piece.LABEL, Piece.PRICE, Piece.PHOTOS})
MOST_PRODUCTS = 8
MOST_VISITS = 8  # of one kind
MOST_PHOTOS = 8  # of one product, room, activity or walk
OF_THE_SHOP = models.Q(piece__in=Piece.values)
WITH_PHOTOS = frozenset({Piece.PHOTOS.value, *VisitPiece.values})


class AssignmentQuerySet(models.QuerySet):
    def required(self) -> "AssignmentQuerySet":
        """Those that make the shop: one a stage."""
        return self.filter(piece__in=Piece.values)

    def optional(self) -> "AssignmentQuerySet":
        """Those that may be handed in besides."""
        return self.filter(piece__in=VisitPiece.values)


class Assignment(models.Model):
    """What a stage asks for: one piece of the shop; besides it a stage may offer optional ones. One row in both languages."""

    programme_key = models.UUIDField(db_index=True)  # ProgrammePage.translation_key
    module_key = models.UUIDField(db_index=True)  # ModulePage.translation_key
    piece = models.CharField(_("piece"), max_length=10, choices=[*Piece.choices, *VisitPiece.choices])
    position = models.PositiveSmallIntegerField(_("stage"))  # 1–8, the stage's number
    title = models.CharField(_("title"), max_length=120)
    brief = models.TextField(_("what is asked"))
    good = models.TextField(_("what good looks like"), help_text=_("What good looks like, one point a line"))

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("assignment"), _("assignments")
        ordering = ["programme_key", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme_key", "position"], condition=OF_THE_SHOP, name="one_assignment_per_stage"
            ),
            models.UniqueConstraint(fields=["module_key"], condition=OF_THE_SHOP, name="one_assignment_per_module"),
            models.UniqueConstraint(fields=["programme_key", "piece"], name="one_assignment_per_piece"),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.title}"

    @property
    def is_optional(self) -> bool:
        return self.piece in VisitPiece.values


class Criterion(models.Model):
    """One line of an assignment's rubric."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="criteria", verbose_name=_("assignment"))
    position = models.PositiveSmallIntegerField(_("line"))
    name = models.CharField(_("criterion"), max_length=80)
    good = models.CharField(_("what good looks like"), max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = _("criterion"), _("criteria")
        ordering = ["assignment", "position"]
        constraints = [models.UniqueConstraint(fields=["assignment", "position"], name="one_criterion_per_place")]

    def __str__(self) -> str:
        return self.name


class Level(models.Model):
    """How well a criterion is met, in words: 1 is the least, the last is good. Two to four for each criterion."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=40)

    class Meta:
        ordering = ["criterion", "position"]
        constraints = [models.UniqueConstraint(fields=["criterion", "position"], name="one_level_per_place")]


class Submission(models.Model):
    """A trainee's work on one assignment. `number` is which product it is for, or which room, activity or
    walk (1 for everything that is made once).

    `draft` is what they are writing (field name → what they typed, kept as typed); versions are what they sent.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Still to make")
        SENT = "sent", _("With your mentor")
        CHANGE_ASKED = "change asked", _("One change asked")
        APPROVED = "approved", _("Sewn on")

    TRANSITIONS = {
        State.DRAFT: frozenset({State.SENT}),
        State.SENT: frozenset({State.APPROVED, State.CHANGE_ASKED}),
        State.CHANGE_ASKED: frozenset({State.SENT}),
        State.APPROVED: frozenset(),
    }

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="submissions")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    draft = models.JSONField(default=dict)
    draft_saved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # of the latest version: the mentor's queue is ordered by it
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["enrolment", "assignment", "number"]
        indexes = [models.Index(fields=["state", "sent_at"])]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "assignment", "number"], name="one_submission_per_piece"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=MOST_PRODUCTS), name="submission_number_in_range"
            ),
        ]


class Version(models.Model):
    """What was sent, never changed: checked content by the piece's form, and words to the mentor."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    note = models.TextField(max_length=600, blank=True)
    voice = models.ForeignKey(Enclosure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    paper = models.ForeignKey(Enclosure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="one_version_per_number")]


class Review(models.Model):
    """A mentor's answer to one version: approved, or one change asked, in words, by voice or with a photo."""

    class Decision(models.TextChoices):
        APPROVE = "approve", _("Approve piece")
        ASK_CHANGE = "ask change", _("Ask for one change")

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="review")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    words = models.TextField(max_length=600, blank=True)
    marks = models.JSONField(default=dict)  # criterion id → level id, both as text
    voice = models.ForeignKey(Enclosure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class Comment(models.Model):
    """A short remark within a review, on one criterion or on a point of a photo (percent from its left and its top)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    position = models.PositiveSmallIntegerField()
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    x = models.PositiveSmallIntegerField(null=True, blank=True)
    y = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.CharField(max_length=200)

    class Meta:
        ordering = ["review", "position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="one_comment_per_place"),
            models.CheckConstraint(
                name="comment_on_a_criterion_or_on_a_photo",
                condition=models.Q(criterion__isnull=False, photo__isnull=True, x__isnull=True, y__isnull=True)
                | models.Q(criterion__isnull=True, photo__isnull=False, x__lte=100, y__lte=100),
            ),
        ]
