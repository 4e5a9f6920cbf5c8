"""What readers ask of a product, and what its shop answers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shops.catalogue.models import Product
from shops.franchise.models import Shop

USER = settings.AUTH_USER_MODEL
MOST, MOST_OF_ANSWER = 500, 800  # characters


class QuestionQuerySet(models.QuerySet):
    def shown(self) -> "QuestionQuerySet":
        """What all may read on the product's page."""
        return self.filter(state=Question.State.ANSWERED, is_public=True, is_hidden=False)


class Question(models.Model):
    """One question. `press` is the press that asked it: however often it comes, it is this one. `key` opens it to who asked."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not answered yet")
        ANSWERED = "answered", _("Answered")
        DECLINED = "declined", _("Not answered, with the reason")

    TRANSITIONS = {
        State.WAITING: frozenset({State.ANSWERED, State.DECLINED}),
        State.DECLINED: frozenset({State.ANSWERED}),
        State.ANSWERED: frozenset(),  # the answer's words may change
    }

    product = models.ForeignKey(Product, verbose_name=_("product"), on_delete=models.CASCADE, related_name="questions")
    shop = models.ForeignKey(Shop, verbose_name=_("shop"), on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=43, unique=True)
    press = models.CharField(max_length=64, unique=True)
    asker = models.ForeignKey(USER, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    phone = models.CharField(max_length=16, blank=True)  # a guest's, +8613…; told the answer, then forgotten
    language = models.CharField(max_length=10)  # the asker's, for letters
    words = models.CharField(_("question"), max_length=MOST)
    asked_at = models.DateTimeField(_("asked on"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    answer = models.CharField(_("answer"), max_length=MOST_OF_ANSWER, blank=True)  # of one declined: why
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)  # first
    changed_at = models.DateTimeField(null=True, blank=True)  # when the answer's words changed since
    is_public = models.BooleanField(_("shown on the product’s page"), default=False)  # the shop wants it
    is_hidden = models.BooleanField(_("hidden by staff"), default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("question to a grower"), _("questions to growers")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["shop", "state", "id"], name="questions_of_a_shop"),
            models.Index(
                fields=["product", "-id"], condition=models.Q(is_public=True, is_hidden=False), name="questions_shown"
            ),
        ]

    def __str__(self) -> str:
        return self.words
