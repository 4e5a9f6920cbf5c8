"""Two editors on one page: nothing that either wrote is lost, and whoever saves second is told."""

import pytest
from wagtail.models import Revision

from accounts.operations import grant_role
from cms.models import CultureIndexPage, CulturePage, RouteIndexPage, RoutePage, RouteStop
from common.clock import now
from tests.cms.test_completeness import body, edit
from tests.factories.pages import add_stops, child
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def drum(homes):
    index = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    page = child(index, CulturePage, "drum", {"title": "长鼓", "lede": "原样"}, {"title": "Long drum"}, kind="music")
    page.save_revision()
    return CulturePage.objects.get(pk=page.pk)


def opened(page) -> dict:
    """What the form of `page` brings back, opened now."""
    revision = Revision.objects.get(pk=type(page).objects.get(pk=page.pk).latest_revision_id)
    return {"loaded_revision_id": str(revision.pk), "loaded_revision_created_at": revision.created_at.isoformat()}


def written_by_another(page, **given) -> None:
    other = person("胡敏")
    grant_role(user=other, role="editor", by=None, at=now())
    draft = page.get_latest_revision_as_object()
    for name, value in given.items():
        setattr(draft, name, value)
    draft.save_revision(user=other)


def draft(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def test_what_each_wrote_in_another_part_is_in_the_page(sign_in, drum):
    form = opened(drum)
    written_by_another(drum, holders="水口的鼓队", body=body(("paragraph", "鼓长三尺")))
    answer = sign_in("editor").post(f"/admin/pages/{drum.pk}/edit/", {**whole(lede="敲起来"), **form}, follow=True)
    assert (draft(drum).lede, draft(drum).holders, draft(drum).body[0].value) == ("敲起来", "水口的鼓队", "鼓长三尺")
    assert "您写的时候，胡敏也存过这页。" in answer.content.decode()


def whole(**given) -> dict:
    counts = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    usual = {"title": "长鼓", "slug": "drum", "lede": "原样", "drawing": "", "kind": "music", "certainty": "likely"}
    return {**usual, "holders": "", "sources": "", "checked_on": "", "manners": "", **counts, **given}


def test_where_both_wrote_the_second_is_asked_and_nothing_is_lost(sign_in, drum):
    form, client = opened(drum), sign_in("editor")
    written_by_another(drum, lede="胡敏写的", holders="水口的鼓队")
    before = Revision.objects.count()
    answer = edit(client, drum, **{"lede": "我写的", **form})
    page = answer.content.decode()
    assert list(answer.context["form"].errors) == ["lede"]
    assert "这里写的是：“胡敏写的”" in page
    assert 'value="我写的"' in page
    assert "水口的鼓队" in str(answer.context["form"]["holders"])
    assert (Revision.objects.count(), draft(drum).lede) == (before, "胡敏写的")
    edit(client, drum, **{"lede": "我写的", "holders": "水口的鼓队", **opened(drum)})
    assert (draft(drum).lede, draft(drum).holders) == ("我写的", "水口的鼓队")
    assert [one.as_object().lede for one in Revision.objects.for_instance(drum).order_by("pk")][-2:] == ["胡敏写的", "我写的"]


def test_a_version_overwritten_by_its_author_asks_about_every_difference(sign_in, drum):
    form = opened(drum)
    Revision.objects.filter(pk=form["loaded_revision_id"]).update(created_at=now())
    latest = Revision.objects.get(pk=form["loaded_revision_id"])
    Revision.objects.filter(pk=latest.pk).update(content={**latest.content, "lede": "又写了"})
    assert list(edit(sign_in("editor"), drum, **{"lede": "我写的", **form}).context["form"].errors) == ["lede"]


def test_alone_nobody_is_asked(sign_in, drum):
    assert edit(sign_in("editor"), drum, **{"lede": "敲起来", **opened(drum)}).status_code == 302
    assert edit(sign_in("editor"), drum, lede="再敲", loaded_revision_id="x").status_code == 302


def test_stops_that_another_changed_are_asked_about(sign_in, homes):
    routes = child(homes["zh-hans"], RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    page = child(routes, RoutePage, "day", {"title": "一日"}, {"title": "A day"})
    add_stops(page, {"title": "殿"})
    page = RoutePage.objects.get(pk=page.pk)
    page.save_revision()
    form = opened(page)
    other = page.get_latest_revision_as_object()
    other.route_stops.add(RouteStop(title="寨", locale=page.locale))
    other.save_revision(user=person("胡敏"))
    stop = page.route_stops.get()
    rows = {"route_stops-TOTAL_FORMS": "1", "route_stops-INITIAL_FORMS": "1", "route_stops-MIN_NUM_FORMS": "0",
            "route_stops-MAX_NUM_FORMS": "1000", "route_stops-0-id": stop.pk, "route_stops-0-ORDER": "1",
            "route_stops-0-title": "盘王殿", "route_stops-0-day": "1"}  # fmt: skip
    given = {**whole(title="一日", slug="day", lede=""), "days": "1", **rows, **form}
    answer = sign_in("editor").post(f"/admin/pages/{page.pk}/edit/", given)
    assert "也改了“站点”" in answer.content.decode()
    assert [one.title for one in draft(page).route_stops.all()] == ["寨", "殿"]
