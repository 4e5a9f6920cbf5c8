"""Messages to people, written in the transaction of what they tell, sent by the clock, retried, never twice."""

from django.conf import settings
from django.db import models


class Message(models.Model):
    """One message to one address by one channel. `key` makes a second writing of the same message impossible."""

    class Channel(models.TextChoices):
        SMS = "sms"
        EMAIL = "email"
        SITE = "site"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    TRANSITIONS = {
        State.WAITING: frozenset({State.SENDING}),
        State.SENDING: frozenset({State.SENT, State.WAITING, State.FAILED}),
        State.SENT: frozenset(),
        State.FAILED: frozenset({State.WAITING}),
    }

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, blank=True)  # a key of outbox.kinds
    channel = models.CharField(max_length=5, choices=Channel.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="messages"
    )
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    html = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)  # a path on this site
    secret = models.BooleanField(default=False)  # a sign-in code: the text is wiped once sent, except in development
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(db_index=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
