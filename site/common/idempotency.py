"""The same press twice: one effect, the same answer. The key is claimed in the operation's own transaction."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from common.models import IdempotentAnswer


class KeyReused(Exception):
    """The key came before with another question; nothing was done."""


def fingerprint(question: Any) -> str:
    """SHA-256 of a JSON question, its keys sorted."""
    return hashlib.sha256(json.dumps(question, sort_keys=True, default=str).encode()).hexdigest()


def once(*, actor: Any, key: str, question: Any, at: datetime, act: Callable[[], Any]) -> Any:
    """Run `act` for this (actor, key) once and return its JSON answer; a repeat returns the stored answer.

    Raises KeyReused when the key was used for another question. If `act` raises, nothing is stored.
    """
    asked = fingerprint(question)
    with transaction.atomic():
        claim, new = IdempotentAnswer.objects.select_for_update().get_or_create(
            actor=actor, key=key, defaults={"fingerprint": asked, "created_at": at}
        )
        if claim.fingerprint != asked:
            raise KeyReused(key)
        if new:
            claim.answer = act()
            claim.save(update_fields=["answer"])
        return claim.answer
