"""Who studies what, when: cohorts, applications, enrolments, and the lessons done."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation


class Cohort(models.Model):
    """A dated run of a programme, at a place, with so many places. Points at the programme in both languages by its key."""

    programme_key = models.UUIDField(db_index=True)  # ProgrammePage.translation_key
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=80)
    place = models.CharField(_("place"), max_length=120, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    apply_by = models.DateField(_("applications close on"))
    capacity = models.PositiveSmallIntegerField(_("places"))
    mentors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="cohorts_mentored", blank=True)
    most_per_mentor = models.PositiveSmallIntegerField(_("most trainees for each mentor"), null=True, blank=True)
    organisations = models.ManyToManyField(Organisation, related_name="cohorts", blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="cohort_ends_after_start"),
            models.CheckConstraint(condition=models.Q(capacity__gte=1), name="cohort_has_places"),
        ]

    def __str__(self) -> str:
        return self.name


class Application(models.Model):
    """A person's wish to join a cohort: a few plain answers, saved one by one, then sent and decided."""

    wagtail_reference_index_ignore = True  # shows no page or picture: no job for each change

    class State(models.TextChoices):
        DRAFT = "draft", _("Not sent yet")
        SENT = "sent", _("Sent")
        WAIT_LISTED = "wait-listed", _("On the waiting list")
        ADMITTED = "admitted", _("Admitted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TRANSITIONS = {
        State.DRAFT: frozenset({State.SENT, State.WITHDRAWN}),
        State.SENT: frozenset({State.ADMITTED, State.WAIT_LISTED, State.DECLINED, State.WITHDRAWN}),
        State.WAIT_LISTED: frozenset({State.ADMITTED, State.DECLINED, State.WITHDRAWN}),
        State.ADMITTED: frozenset(),
        State.DECLINED: frozenset(),
        State.WITHDRAWN: frozenset({State.DRAFT}),
    }

    class Signal(models.TextChoices):
        HOME = "home", _("At home")
        VILLAGE = "village", _("Somewhere in the village")
        TOWN = "town", _("Only in town")

    class Hours(models.TextChoices):
        MORNING = "morning", _("Early morning")
        MIDDAY = "midday", _("Around midday")
        EVENING = "evening", _("In the evening")
        RAIN = "rain", _("On rainy days")

    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="applications")
    full_name = models.CharField(_("your name"), max_length=40, blank=True)
    township = models.SlugField(max_length=40, blank=True)  # cms.Township.slug
    village = models.CharField(_("village"), max_length=60, blank=True)
    sells = models.JSONField(default=list)  # category slugs, "visit" or "unsure"
    offers = models.CharField(max_length=200, blank=True)
    signal = models.CharField(max_length=8, choices=Signal.choices, blank=True)
    hours = models.CharField(max_length=8, choices=Hours.choices, blank=True)
    hopes = models.TextField(max_length=600, blank=True)
    unit = models.CharField(_("Unit or cooperative"), max_length=120, blank=True)  # as the office that named them wrote it
    office_note = models.CharField(_("The office’s note"), max_length=200, blank=True)  # for managers
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_words = models.TextField(max_length=600, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("application"), _("applications")
        constraints = [models.UniqueConstraint(fields=["applicant", "cohort"], name="one_application_per_cohort")]


class Enrolment(models.Model):
    """An admitted person's place in a cohort; everything they do in the course hangs on it."""

    wagtail_reference_index_ignore = True  # shows no page or picture: no job for each change

    class State(models.TextChoices):
        ACTIVE = "active", _("Studying")
        PAUSED = "paused", _("Paused")
        GRADUATED = "graduated", _("Graduated")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TRANSITIONS = {
        State.ACTIVE: frozenset({State.PAUSED, State.GRADUATED, State.WITHDRAWN}),
        State.PAUSED: frozenset({State.ACTIVE, State.WITHDRAWN}),
        State.GRADUATED: frozenset(),
        State.WITHDRAWN: frozenset({State.ACTIVE}),
    }

    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    application = models.OneToOneField(Application, null=True, blank=True, on_delete=models.PROTECT)
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="mentees"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    started_at = models.DateTimeField()
    graduated_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)  # the day they mean to come back, while paused
    state_words = models.TextField(max_length=600, blank=True)  # why they are paused or have left
    # Kept by operations.note_activity and note_try, so that tables need not read every event:
    last_active_at = models.DateTimeField(null=True, blank=True)  # ticked, answered, saved or sent something last
    last_contact_at = models.DateTimeField(null=True, blank=True)  # a mentor or the office wrote to them last
    trying_key = models.UUIDField(null=True, blank=True)  # the lesson whose check was answered wrongly last
    wrong_tries = models.PositiveSmallIntegerField(default=0)  # how often in a row

    class Meta:
        verbose_name, verbose_name_plural = _("trainee"), _("trainees")
        indexes = [models.Index(fields=["cohort", "state"])]
        constraints = [models.UniqueConstraint(fields=["trainee", "cohort"], name="one_enrolment_per_cohort")]


class LessonProgress(models.Model):
    """That an enrolled trainee finished a lesson, in whichever language they read it."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lessons_done")
    lesson_key = models.UUIDField()  # LessonPage.translation_key
    completed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="one_tick_per_lesson")]


class EnrolmentChange(models.Model):
    """One turn in a trainee's way through the course: never changed, shown as their history."""

    class Kind(models.TextChoices):
        PAUSED = "paused", _("Paused")
        RESUMED = "resumed", _("Came back")
        WITHDRAWN = "withdrawn", _("Left")
        READMITTED = "readmitted", _("Admitted again")
        TRANSFERRED = "transferred", _("Moved to another cohort")
        MENTOR = "mentor", _("Another mentor")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.TextField(max_length=600, blank=True)
    until = models.DateField(null=True, blank=True)
    from_cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="+")
    to_cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="+")
    from_mentor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    to_mentor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]


class Opening(models.Model):
    """That a stage is open before its time, to one trainee or to a whole cohort: who said so, why and when."""

    stage_key = models.UUIDField()  # ModulePage.translation_key; its lessons' checks open with it
    cohort = models.ForeignKey(Cohort, null=True, blank=True, on_delete=models.CASCADE, related_name="openings")
    enrolment = models.ForeignKey(Enrolment, null=True, blank=True, on_delete=models.CASCADE, related_name="openings")
    words = models.TextField(max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "stage_key"], name="one_opening_per_cohort"),
            models.UniqueConstraint(fields=["enrolment", "stage_key"], name="one_opening_per_trainee"),
            models.CheckConstraint(
                condition=models.Q(cohort__isnull=False, enrolment__isnull=True)
                | models.Q(cohort__isnull=True, enrolment__isnull=False),
                name="opening_for_one_or_for_all",
            ),
        ]


class MentorTerms(models.Model):
    """What a mentor offers: their field in words, as trainees read it, the goods they know, how many trainees at most, over
    all cohorts; and how they work. No row means the defaults."""

    mentor = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentor_terms")
    field = models.CharField(_("field"), max_length=80, blank=True)
    goods = models.JSONField(default=list)  # slugs of choices.GOODS
    most_trainees = models.PositiveSmallIntegerField(_("most trainees"), null=True, blank=True)
    wants_digest = models.BooleanField(default=True)  # the evening letter
    usual_hours = models.PositiveSmallIntegerField(null=True, blank=True)  # to an answer: the median of late, by the clock


class MentorLeave(models.Model):
    """Days on which a mentor is away, both included: whoever is admitted meanwhile gets another, no office hour is offered."""

    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leaves")
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"))
    words = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="leave_ends_after_start")
        ]
