"""What editors and mentors may do in the CMS. Their groups come with their roles; the pages must be there first."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import CultureIndexPage, FestivalIndexPage, GuidanceIndexPage, HomePage, PlaceIndexPage, RouteIndexPage

EDITORS, MENTORS, MANAGERS, REVIEWERS = "Editors", "Mentors", "Programme managers", "Cultural reviewers"
REVIEW = "编辑审阅 · Editors’ review"  # a button says it, in whichever language the CMS is
CULTURE = "文化审读 · Cultural review"
BOTH = "编辑审阅，再文化审读 · Editors, then cultural reviewers"
WAGTAILS_REVIEW = "Moderators approval"
# Who may add a picture or a document also changes and deletes those they added, and no other's.
LIBRARY = ("add_image", "choose_image", "add_document", "choose_document")
WHOLE_LIBRARY = (*LIBRARY, "change_image", "change_document", "add_media", "change_media")


def allow_editing() -> None:
    """Editors write, publish and translate every page and say when festivals are; mentors write guidance; programme managers
    come in, and find there what `common.rights` lets them make: cohorts, organisations, mentors.

    An editor reviews and publishes what mentors write; what tells of the county goes on to a cultural reviewer. Running
    it again changes nothing.
    """
    let_in(Group.objects.get_or_create(name=MANAGERS)[0])
    editors, mentors = (Group.objects.get_or_create(name=name)[0] for name in (EDITORS, MENTORS))
    for home in HomePage.objects.all():
        on_page(editors, home, "add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
    for index in (*GuidanceIndexPage.objects.all(), *CultureIndexPage.objects.all()):
        on_page(mentors, index, "add_page")
    to_the_cms(editors, WHOLE_LIBRARY)
    to_the_cms(mentors, LIBRARY)
    editors.permissions.add(*Permission.objects.filter(codename="submit_translation"))
    days = Permission.objects.filter(content_type__app_label="cms", content_type__model="occurrence")
    editors.permissions.add(*days)
    for named in (Task, Workflow):
        named.objects.filter(name=WAGTAILS_REVIEW).update(name=REVIEW)
    for task in GroupApprovalTask.objects.exclude(name=CULTURE):
        task.groups.add(editors)
    review_guidance(editors)
    review_culture(Group.objects.get_or_create(name=REVIEWERS)[0])


def review_guidance(editors: Group) -> None:
    """What mentors write is sent to the editors; who approves it publishes it."""
    task = GroupApprovalTask.objects.get_or_create(name=REVIEW)[0]
    task.groups.add(editors)
    workflow = Workflow.objects.get_or_create(name=REVIEW)[0]
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for index in GuidanceIndexPage.objects.all():
        WorkflowPage.objects.get_or_create(page=index, defaults={"workflow": workflow})


def review_culture(reviewers: Group) -> None:
    """What is told of culture, festivals, places and routes is read by the editors, then by somebody who knows the custom."""
    let_in(reviewers)
    first = GroupApprovalTask.objects.get(name=REVIEW)
    second = GroupApprovalTask.objects.get_or_create(name=CULTURE)[0]
    second.groups.add(reviewers)
    workflow = Workflow.objects.get_or_create(name=BOTH)[0]
    for order, task in enumerate((first, second)):
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    told = (CultureIndexPage, FestivalIndexPage, PlaceIndexPage, RouteIndexPage)
    for index in (page for kind in told for page in kind.objects.all()):
        WorkflowPage.objects.get_or_create(page=index, defaults={"workflow": workflow})
        on_page(reviewers, index, "publish_page")  # Wagtail publishes in the name of whoever approves last


def on_page(group: Group, page: Page, *codenames: str) -> None:
    """Let `group` do these things on `page` and what is under it ("add_page" also changes what one added)."""
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def to_the_cms(group: Group, library: tuple[str, ...]) -> None:
    """Let `group` in, and do with pictures, documents and recordings what `library` says and no more."""
    let_in(group)
    root = Collection.get_first_root_node()
    held = GroupCollectionPermission.objects.filter(group=group, collection=root)
    held.exclude(permission__codename__in=library).delete()
    for permission in Permission.objects.filter(codename__in=library):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def let_in(group: Group) -> None:
    """Open the CMS to `group`; nothing in it yet."""
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
