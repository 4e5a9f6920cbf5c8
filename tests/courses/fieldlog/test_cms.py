"""Programme managers read plots, herds and entries in the CMS; others do not, and nobody changes them there."""

import pytest
from django.urls import reverse

from accounts.models import Role
from accounts.operations import grant_role
from cms.permissions import allow_editing
from common.clock import now
from common.models import AuditEntry
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


def test_editors_do_not_read_them_and_nobody_changes_them(client, admin_site, plot):
    client.force_login(someone(Role.EDITOR))
    assert client.get(reverse("plot:index")).status_code == 302
    client.force_login(people.person(is_superuser=True))
    assert client.get(reverse("plot:index")).status_code == 200
    for name in ("edit", "delete"):
        assert client.post(reverse(f"plot:{name}", args=[plot.pk]), {"name": "X"}).status_code == 302
    assert client.post(reverse("plot:add"), {"name": "X"}).status_code == 302
    assert Plot.objects.get().name == "P07"


@pytest.mark.parametrize("count", [1, 20])
def test_the_lists_cost_the_same_for_one_and_for_twenty(client, admin_site, place, mentor, count, django_assert_num_queries):
    client.force_login(people.person(is_superuser=True))
    for _n in range(count):
        herd = make.herd(place, name="猪") if place.herds.count() < 10 else place.herds.first()
        plot = make.plot(place) if place.plots.count() < 10 else place.plots.first()
        make.check(make.entry(plot), mentor)
        make.harvest(herd, 1)
    for name, most in (("plot", 8), ("herd", 8), ("logentry", 8)):
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
    assert "电商创业训练营" in client.get(reverse("log-rules:index")).content.decode()
    client.force_login(someone(Role.EDITOR))
    assert client.post(reverse("log-rules:add"), given).status_code == 302
    assert LogRule.objects.count() == 1
