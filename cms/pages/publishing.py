"""How editors send a page out: what is whole may go, what is not is told in words; times are Shanghai's."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from common.clock import now, shanghai_day

OUT = ("action-publish", "action-submit", "action-restart-workflow")
ZONE = _("Shanghai time (Asia/Shanghai), wherever you are. It happens within a minute of it.")


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

        said = super().clean() or {}
        if self.is_going_out:
            for field, words in lacks(self.instance, said, shanghai_day(now())):
                self.add_error(field if field in self.fields else None, words)
            for words in lacks_of_photos(self.shown_photos()):
                self.add_error(None, words)
        return said

    def shown_photos(self) -> list[Any]:
        """The photographs of the access that stay on the page."""
        rows = self.formsets["access_photos"].forms if "access_photos" in self.formsets else []
        kept = [row.cleaned_data for row in rows if row.is_valid() and not row.cleaned_data.get("DELETE")]
        return [said["picture"] for said in kept if said.get("picture")]
