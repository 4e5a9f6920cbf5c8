"""How editors send a page out: what is whole may go, what is not is told in words; times are Shanghai's."""

from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.editing.meanwhile import Meanwhile, saved_meanwhile, words
from cms.editing.pasting import without_markup
from common.clock import now, shanghai_day

OUT = ("action-publish", "action-submit", "action-restart-workflow")
ZONE = _("Shanghai time (Asia/Shanghai), wherever you are. It happens within a minute of it.")
BOTH_WROTE = _(
    "%(by)s saved this page at %(time)s and wrote here: “%(theirs)s”. Yours stands here and counts once it is saved. The other "
    "version stays in the page’s history: take over from it what is needed."
)
BOTH_CHANGED = _(
    "%(by)s saved this page at %(time)s and changed “%(part)s”, as you did. Yours stands here and counts once it is saved. The "
    "other version stays in the page’s history: compare there."
)


class WrittenForm(WagtailAdminPageForm):
    """Drafts are saved as they are; what goes to readers, or to those who decide about it, must be whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("go_live_at", "expire_at"):
            if name in self.fields:
                self.fields[name].help_text = ZONE

    @property
    def is_going_out(self) -> bool:
        approved = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(approved) or any(self.data.get(name) for name in OUT)

    def clean(self) -> dict[str, Any]:
        from cms.completeness import lacks, lacks_of_photos  # it reads pages, which are declared with this form

        super().clean()
        said = self.cleaned_data
        said.update({name: without_markup(value) for name, value in said.items()})
        if meanwhile := saved_meanwhile(self.instance, lambda name: self.data.get(name) or "") if self.instance.pk else None:
            said.update(self.join(said, meanwhile))
        if self.is_going_out:
            for field, lack in lacks(self.instance, said, shanghai_day(now())):
                self.add_error(field if field in self.fields else None, lack)
            for lack in lacks_of_photos(self.shown_photos()):
                self.add_error(None, lack)
        return said

    def shown_photos(self) -> list[Any]:
        """The photographs of the access that stay on the page."""
        rows = self.formsets["access_photos"].forms if "access_photos" in self.formsets else []
        kept = [row.cleaned_data for row in rows if row.is_valid() and not row.cleaned_data.get("DELETE")]
        return [said["picture"] for said in kept if said.get("picture")]

    def join(self, said: dict[str, Any], meanwhile: Meanwhile) -> dict[str, Any]:
        """`said` with what another editor wrote where this one left all as it was; where both wrote, this one is asked."""
        told = {
            "by": meanwhile.by,
            "time": formats.date_format(timezone.localtime(meanwhile.latest.created_at), "TIME_FORMAT"),
        }
        joined: dict[str, Any] = dict(said)
        asked: list[tuple[str | None, str]] = []
        for name, is_both in meanwhile.sort(said):
            theirs = meanwhile.of(meanwhile.theirs, name)
            if is_both:
                asked.append((name, BOTH_WROTE % {**told, "theirs": words(theirs)}))
            else:
                joined[name] = theirs
                self.fields[name].bound_data = lambda _data, initial: initial  # type: ignore[method-assign]
        for name, rows in self.formsets.items():
            if name != "comments" and rows.has_changed() and meanwhile.rows_differ(name):
                part = rows.model._meta.verbose_name_plural
                asked.append((None, BOTH_CHANGED % {**told, "part": part}))
        for field, question in asked:
            self.add_error(field, question)
        self.instance.joined_with = meanwhile.by if not asked else ""
        return joined
