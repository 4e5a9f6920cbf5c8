"""What a programme asks of its graduates' field logs: set by managers in the CMS."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit
from common.clock import now
from courses.curriculum.queries import outlines
from courses.fieldlog.models import LogRule


@transaction.atomic
def set_rule(*, programme_key: UUID, least_entries: int, least_checked: int, by: Any, at: datetime) -> LogRule:
    """Let a programme keep a field log, or change how much of one its graduates need; who graduated already stays so."""
    asked = {"least_entries": least_entries, "least_checked": least_checked}
    rule, new = LogRule.objects.select_for_update().get_or_create(programme_key=programme_key, defaults=asked)
    if audit.written(rule, asked) or new:
        audit.record(by, "set log rule", rule, at=at, **asked)
    return rule


def titles() -> list[tuple[str, str]]:
    return [(str(line.key), line.title) for line in outlines()]


def title_of(rule: LogRule) -> str:
    """The boot camp the rule is of, in the reader's language."""
    return dict(titles()).get(str(rule.programme_key), "–")


class RuleForm(forms.ModelForm):
    programme_key = forms.ChoiceField(label=_("Boot camp"), error_messages={"required": _("Choose the boot camp.")})

    class Meta:
        model = LogRule
        fields = ("programme_key", "least_entries", "least_checked")

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given: Any = self.fields["programme_key"]
        given.choices = [("", _("Choose one")), *titles()]
        given.disabled = bool(self.instance.pk)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (given.get("least_checked") or 0) > (given.get("least_entries") or 0):
            self.add_error("least_checked", _("No more can be checked than are written. Write a smaller number."))
        return given


class Saving:
    """Saves by the operation, not by the form."""

    form: Any
    request: Any

    def save_instance(self) -> LogRule:
        given = self.form.cleaned_data
        return set_rule(
            programme_key=UUID(str(given["programme_key"])), least_entries=given["least_entries"],
            least_checked=given["least_checked"], by=self.request.user, at=now(),
        )  # fmt: skip
