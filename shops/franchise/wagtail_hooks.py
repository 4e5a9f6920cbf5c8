"""The franchise terms in the CMS: a new version is written beside the old ones; what somebody signed stays as it was."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from common.sanitise import one_line, plain_text
from shops.franchise.models import FranchiseTerms


class TermsForm(WagtailAdminModelForm):
    """Both languages are asked for: an owner signs what they can read. A new version gets the next number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title_zh_hans", "title_en", "body_zh_hans", "body_en"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in cleaned.keys() & {"title_zh_hans", "title_en", "body_zh_hans", "body_en"}:
            cleaned[name] = (one_line if name.startswith("title") else plain_text)(cleaned[name])
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if not self.instance.version:
            self.instance.version = (FranchiseTerms.objects.aggregate(last=Max("version"))["last"] or 0) + 1
        return super().save(commit)


class Unsigned:
    """Only what nobody signed may be opened here: signed words never change."""

    def get_object(self, *args: Any, **kwargs: Any) -> FranchiseTerms:
        terms = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if terms.agreements.exists():
            raise PermissionDenied
        return terms


class TermsEditView(Unsigned, EditView):
    pass


class TermsDeleteView(Unsigned, DeleteView):
    pass


class TermsViewSet(ModelViewSet):
    model = FranchiseTerms
    icon = "doc-full"
    menu_label = _("Franchise terms")
    menu_order = 620
    add_to_admin_menu = True
    list_display = ["version", "title_zh_hans", "title_en", "effective_on", "sign_by"]
    inspect_view_enabled = True
    inspect_view_fields = ["version", "effective_on", "sign_by", "title_zh_hans", "body_zh_hans", "title_en", "body_en"]
    copy_view_enabled = False
    edit_view_class = TermsEditView
    delete_view_class = TermsDeleteView
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("effective_on"), FieldPanel("sign_by")]),
            MultiFieldPanel([FieldPanel("title_zh_hans"), FieldPanel("body_zh_hans")], heading=_("Chinese")),
            MultiFieldPanel([FieldPanel("title_en"), FieldPanel("body_en")], heading=_("English")),
        ],
        base_form_class=TermsForm,
    )


@hooks.register("register_admin_viewset")
def franchise_terms() -> TermsViewSet:
    return TermsViewSet()
