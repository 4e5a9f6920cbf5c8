"""One line for each thing an operation did; written in the operation's own transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from common.models import AuditEntry


def subject_of(record: models.Model) -> str:
    """How the audit names a record: "assessment.Submission:12"."""
    return f"{record._meta.label}:{record.pk}"


def written(record: models.Model, facts: Mapping[str, Any]) -> list[str]:
    """Write `facts` on the record's row; the names of those that are new. The same facts again are no change and no line."""
    changed = sorted(name for name, value in facts.items() if record._state.adding or getattr(record, name) != value)
    for name in changed:
        setattr(record, name, facts[name])
    if changed:
        record.save()
    return changed


def record(actor: Any, action: str, subject: models.Model, *, at: datetime, **details: Any) -> AuditEntry:
    """Write that `actor` (None for the clock) did `action` to `subject` at `at`; `details` must be JSON."""
    who = actor if getattr(actor, "pk", None) else None
    return AuditEntry.objects.create(actor=who, action=action, subject=subject_of(subject), details=details, at=at)
