"""What the CMS keeps of who writes: articles are the county's, and name their writer by number."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part

mine = part("cms")
BY_NUMBER = "says by number who wrote, sent, locked or decided; the row it points to holds no name any more"
mine.holds(
    "cms.GuidancePage", "author", title=_("Guidance you wrote"),
    shown={"title": _("title"), "lede": _("answer in short"), "first_published_at": _("published on")},
    erase={"author": None}, kept=_("Published articles stay, without your name."),
)  # fmt: skip
mine.holds("wagtailadmin.EditingSession", "user", title=_("Pages open in the editor"), erase=DELETE)
mine.holds("wagtailadmin.FormState", "user", title=_("Settings in the administration"), erase=DELETE)
mine.holds("wagtailcore.PageSubscription", "user", title=_("Pages you follow"), erase=DELETE)
mine.points("wagtailcore.Page", "owner", "locked_by", why=BY_NUMBER)
mine.points("wagtailcore.PageLogEntry", "user", why=BY_NUMBER)
mine.points("wagtailcore.ModelLogEntry", "user", why=BY_NUMBER)
mine.points("wagtailcore.Revision", "user", why=BY_NUMBER)
mine.points("wagtailcore.WorkflowState", "requested_by", why=BY_NUMBER)
mine.points("wagtailcore.TaskState", "finished_by", why=BY_NUMBER)
mine.points("wagtailcore.Comment", "user", "resolved_by", why=BY_NUMBER)
mine.points("wagtailcore.CommentReply", "user", why=BY_NUMBER)
mine.points("wagtailcore.UploadedFile", "uploaded_by_user", why=BY_NUMBER)
mine.points("wagtailimages.Image", "uploaded_by_user", why=BY_NUMBER)
mine.points("wagtaildocs.Document", "uploaded_by_user", why=BY_NUMBER)
mine.points("wagtailmedia.Media", "uploaded_by_user", why=BY_NUMBER)
mine.points("wagtail_localize.StringTranslation", "last_translated_by", why=BY_NUMBER)
mine.points("wagtail_localize.SegmentOverride", "last_translated_by", why=BY_NUMBER)
