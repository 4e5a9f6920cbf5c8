"""Programme managers read entries in the CMS, and find and put right plots and herds; others do not."""

import pytest
from django.urls import reverse

from accounts.models import Organisation, Role
from accounts.operations import grant_role
from cms.permissions import allow_editing
from common.clock import now
from common.models import AuditEntry
from courses.fieldlog import keeping
from courses.fieldlog.models import LogRule, Plot
from tests.factories import fieldlog as make
from tests.factories import people


def someone(role: str):
    person = people.person(role)
    grant_role(user=person, role=role, by=None, at=now())
    return person


@pytest.fixture
def admin_site(homes):
    allow_editing()


def facts(**given) -> dict:
    return {"name": "P07", "crop": "kiwi", "variety": "红阳", "area_m2": "一亩", "ground": "base", "place": "西坡",
            "planted_on": "2026-09-01", "transplanted_on": "", **given}  # fmt: skip


def test_editors_do_not_read_them_and_nobody_adds_or_deletes_them_there(client, admin_site, plot):
    client.force_login(someone(Role.EDITOR))
    assert client.get(reverse("plot:index")).status_code == 302
    assert client.post(reverse("plot:edit", args=[plot.pk]), facts()).status_code == 302
    client.force_login(people.person(is_superuser=True))
    assert client.get(reverse("plot:index")).status_code == 200
    assert client.post(reverse("plot:delete", args=[plot.pk])).status_code == 302
    assert client.post(reverse("plot:add"), facts()).status_code == 302
    assert (Plot.objects.get().name, Plot.objects.get().crop) == ("P07", "vegetables")


def test_a_manager_finds_plots_by_cohort_partner_and_state_and_puts_them_right(client, admin_site, place, plot):
    base = Organisation.objects.create(kind="base", name_zh_hans="示范基地", name_en="Base")
    manager = someone(Role.PROGRAMME_MANAGER)
    client.force_login(manager)
    edit = reverse("plot:edit", args=[plot.pk])
    page = client.get(edit)
    assert reverse("fieldlog:close", args=["plot", plot.pk]) in page.content.decode()
    shown = {name: page.context["form"][name].value() or "" for name in facts()}
    assert shown["area_m2"] == "333 m²"  # a bare 333 would be read as mu when it comes back
    assert client.post(edit, shown).status_code == 302
    assert not AuditEntry.objects.filter(action="change plot").exists()
    wrong = client.post(edit, facts(area_m2="0", ground="own", organisation=base.pk)).context["form"].errors
    assert set(wrong) == {"area_m2", "organisation"}
    assert "planted_on" in client.post(edit, facts(planted_on="2999-01-01")).context["form"].errors
    assert Plot.objects.get().organisation is None
    assert client.post(edit, facts(organisation=base.pk)).status_code == 302
    plot.refresh_from_db()
    assert (plot.crop, plot.area_m2, plot.organisation, plot.transplanted_on) == ("kiwi", 667, base, None)
    assert AuditEntry.objects.get(action="change plot").actor == manager
    close = {"on": make.NOW.date(), "reason": "season", "words": ""}
    keeping.close_subject(subject=make.plot(place, name="旧地"), by=manager, at=make.NOW, **close)
    for asked, found in (
        ({"organisation": base.pk}, ["P07"]), ({"closed": "False"}, ["旧地"]), ({"closed": "True"}, ["P07"]),
        ({"cohort": place.cohort_id, "crop": "kiwi"}, ["P07"]), ({"closed": ""}, ["旧地", "P07"]),
    ):  # fmt: skip
        page = client.get(reverse("plot:index"), asked)
        assert sorted(one.name for one in page.context["object_list"]) == sorted(found), asked


def test_an_organisations_page_shows_its_mentors_cohorts_plots_and_herds(client, admin_site, place, run, mentor):
    base = Organisation.objects.create(kind="base", name_zh_hans="示范基地", name_en="Base")
    run.organisations.add(base)
    grant_role(user=mentor, role=Role.MENTOR, by=None, at=now(), organisation=base)
    for n in range(3):
        make.plot(place, name=f"东坡{n}", organisation=base)
    make.herd(place, organisation=base)
    client.force_login(someone(Role.PROGRAMME_MANAGER))
    page = client.get(reverse("camp-organisations:inspect", args=[base.pk]))
    assert [(one.title, one.count) for one in page.context["holdings"]] == [("导师", 1), ("各期", 1), ("地块", 3), ("牲畜", 1)]
    words = page.content.decode()
    assert all(name in words for name in (mentor.name, run.name, "东坡0", "后山猪栏", f"?organisation={base.pk}"))


@pytest.mark.parametrize("count", [1, 20])
def test_the_lists_cost_the_same_for_one_and_for_twenty(client, admin_site, place, mentor, count, django_assert_num_queries):
    client.force_login(people.person(is_superuser=True))
    for _n in range(count):
        herd = make.herd(place, name="猪") if place.herds.count() < 10 else place.herds.first()
        plot = make.plot(place) if place.plots.count() < 10 else place.plots.first()
        make.check(make.entry(plot), mentor)
        make.harvest(herd, 1)
    for name, most in (("plot", 10), ("herd", 10), ("logentry", 8)):
        page = client.get(reverse(f"{name}:index"))
        assert page.status_code == 200
        with django_assert_num_queries(most):
            client.get(reverse(f"{name}:index"))
    assert client.get(reverse("logentry:inspect", args=[place.log_entries.first().pk])).status_code == 200


def test_a_manager_sets_what_graduates_need_and_nobody_is_asked_for_more_checks_than_lines(client, admin_site, programme):
    client.force_login(someone(Role.PROGRAMME_MANAGER))
    given = {"programme_key": str(programme.translation_key), "least_entries": "3", "least_checked": "4"}
    page = client.post(reverse("log-rules:add"), given)
    assert page.context["form"].errors["least_checked"] == ["能核实的不会比记下的多。请写小一点的数。"]
    assert LogRule.objects.count() == 0
    assert client.post(reverse("log-rules:add"), {**given, "least_checked": "2"}).status_code == 302
    rule = LogRule.objects.get()
    assert (rule.programme_key, rule.least_entries, rule.least_checked) == (programme.translation_key, 3, 2)
    client.post(reverse("log-rules:edit", args=[rule.pk]), {"least_entries": "5", "least_checked": "1"})
    rule.refresh_from_db()
    assert (rule.programme_key, rule.least_entries, rule.least_checked) == (programme.translation_key, 5, 1)
    assert AuditEntry.objects.filter(action="set log rule").count() == 2
    page = client.get(reverse("log-rules:index")).content.decode()
    assert ("电商创业训练营" in page, reverse("log-rules:edit", args=[rule.pk]) in page) == (True, True)
    client.force_login(someone(Role.EDITOR))
    assert client.post(reverse("log-rules:add"), given).status_code == 302
    assert LogRule.objects.count() == 1
