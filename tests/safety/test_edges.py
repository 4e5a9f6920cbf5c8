"""Full and finished cohorts, forms left in the middle, numbers that lead nowhere: a clear sentence, nothing lost."""

from datetime import date

import pytest
from django.db import connection

from courses.assessment.models import Submission
from courses.cohorts.models import Application, Cohort, Enrolment
from tests.factories import cohorts
from tests.safety.world import OWNER, PROGRAMME, SHOPPER, records

pytestmark = pytest.mark.django_db
CHECK = "/en/learn/ecommerce/apply/check/"
HUGE = 10**30


def draft(world, **fields) -> Application:
    return cohorts.application(world["run"], world.people[SHOPPER], state="draft", **fields)


def test_a_full_cohort_says_so_and_offers_the_waiting_list(client, world):
    applied = draft(world)
    Cohort.objects.update(capacity=1)
    client.force_login(world.people[SHOPPER])
    before = records()
    page = client.post(CHECK)
    assert page.status_code == 200
    assert 'name="wait"' in page.content.decode()
    assert records() == before
    assert client.post(CHECK, {"wait": "1"}).status_code == 302
    applied.refresh_from_db()
    assert (applied.state, applied.hopes) == ("wait-listed", "把蜂蜜卖到长沙")


def test_admitting_to_a_full_cohort_is_explained_and_the_words_stay(client, world):
    applied = cohorts.application(world["run"], world.people[SHOPPER])
    Cohort.objects.update(capacity=1)
    client.force_login(world.people[PROGRAMME])
    page = client.post(f"/en/learn/applications/{applied.pk}/", {"decision": "admit", "words": "欢迎您来"})
    assert page.status_code == 200
    assert "Every place in this cohort is taken" in page.content.decode()
    assert "欢迎您来" in page.content.decode()
    assert not Enrolment.objects.filter(trainee=world.people[SHOPPER]).exists()


def test_a_closed_cohort_keeps_the_answers_and_offers_the_next(client, world):
    applied = draft(world)
    Cohort.objects.filter(pk=world["run"].pk).update(apply_by=date(2026, 1, 1))
    client.force_login(world.people[SHOPPER])
    page = client.post(CHECK)
    assert page.status_code == 200
    assert 'name="later_cohort"' in page.content.decode()
    assert client.post(CHECK, {"later_cohort": "1"}).status_code == 302
    applied.refresh_from_db()
    assert (applied.state, applied.cohort, applied.hopes) == ("sent", world["later"], "把蜂蜜卖到长沙")


def test_when_every_cohort_is_over_the_draft_stays_and_the_page_answers(client, world):
    applied = draft(world)
    Cohort.objects.update(apply_by=date(2026, 1, 1))
    client.force_login(world.people[SHOPPER])
    for path in ("", "name/", "check/"):
        assert client.get(f"/en/learn/ecommerce/apply/{path}", follow=True).status_code == 200
        assert client.post(f"/en/learn/ecommerce/apply/{path}", {"full_name": "邓"}, follow=True).status_code == 200
    applied.refresh_from_db()
    assert (applied.state, applied.hopes) == ("draft", "把蜂蜜卖到长沙")


def test_a_newcomer_meets_closed_applications_with_a_page_not_an_error(client, world):
    Cohort.objects.update(apply_by=date(2026, 1, 1))
    client.force_login(world.people[SHOPPER])
    for path in ("", "name/", "check/"):
        assert client.get(f"/en/learn/ecommerce/apply/{path}", follow=True).status_code == 200
        assert client.post(f"/en/learn/ecommerce/apply/{path}", follow=True).status_code == 200
    assert not Application.objects.filter(applicant=world.people[SHOPPER]).exists()


def test_an_application_left_in_the_middle_goes_on_where_it_was_in_the_other_language(client, world):
    client.force_login(world.people[SHOPPER])
    client.post("/en/learn/ecommerce/apply/name/", {"full_name": "邓有财"})
    client.post("/en/learn/ecommerce/apply/place/", {"township": "", "village": "高滩村"})
    assert client.get("/zh-hans/learn/ecommerce/apply/")["Location"] == "/zh-hans/learn/ecommerce/apply/place/"
    page = client.get("/zh-hans/learn/ecommerce/apply/place/").content.decode()
    assert 'value="高滩村"' in page


@pytest.mark.parametrize("do", ["save", "send"])
def test_a_piece_left_in_the_middle_is_there_again_also_when_it_was_wrong(client, world, do):
    client.force_login(world.people[OWNER])
    address = f"/en/work/{world['place'].pk}/price/1/"
    client.post(address, {"do": do, "price_fen": "many", "goods_fen": "十八", "note": "没写完"})
    page = client.get(address.replace("/en/", "/zh-hans/")).content.decode()
    assert 'value="many"' in page
    assert 'value="十八"' in page
    assert "没写完" in page
    assert Submission.objects.get(assignment__piece="price").state == "draft"


@pytest.mark.parametrize("number", ["JH-2099-XXXXXX", "1", "many", "%00", "'", "%3Cscript%3E", "盘", "J" * 300])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_certificate_that_does_not_exist_is_a_friendly_404(client, world, language, number):
    page = client.get(f"/{language}/certificates/{number}/")
    assert page.status_code == 404
    assert ("No certificate has this number" if language == "en" else "没有这个编号的证书") in page.content.decode()
    assert 'name="number"' in page.content.decode()


def test_another_ones_draft_shop_is_404_also_with_a_forged_link(client, world):
    client.force_login(world.people[SHOPPER])
    slug = world["shop"].slug
    for path in (f"shops/{slug}/", f"shops/{slug}/?preview=x:y:z", f"products/{world['product'].slug}/?preview=%00"):
        page = client.get(f"/en/{path}")
        assert page.status_code == 404
        assert "Hidden shop" not in page.content.decode()


@pytest.mark.parametrize("path", [
    f"work/{HUGE}/story/1/", f"mentoring/review/{HUGE}/", f"franchise/{HUGE}/", f"learn/applications/{HUGE}/",
    f"my/shop/change/goods/{HUGE}/", "work/1/nothing/1/", f"work/1/product/{HUGE}/", "learn/nothing/apply/",
    "learn/ecommerce/apply/nothing/", "market/nothing/", f"mentoring/questions/{HUGE}/",
    f"mentoring/answers/{HUGE}/", "mentoring/lessons/00000000-0000-0000-0000-000000000000/ask/", "products/nothing/", "shops/nothing/",
])  # fmt: skip
def test_a_number_or_name_that_leads_nowhere_is_404(client, world, path):
    for role in (OWNER, PROGRAMME):
        client.force_login(world.people[role])
        assert client.get(f"/en/{path}").status_code == 404
        assert client.post(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("path", ["search/?q={}&kind={}", "market/tea/?from={}&sort={}&page={}&season={}", "shops/?page={}",
                                  "certificates/?number={}", "learn/ecommerce/stage-1/lesson-1/?answer={}"])  # fmt: skip
@pytest.mark.parametrize("typed", ["%00", "%00tea", "9" * 40, "-1", "%FF", "\U0001f375", "茶" * 500])
def test_an_odd_question_is_answered_and_no_nul_reaches_the_database(client, world, path, typed):
    """PostgreSQL refuses text with a NUL, which SQLite takes."""

    def without_nul(execute, sql, params, many, context):
        assert not any("\x00" in str(each) for each in params or ()), sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(without_nul):
        assert client.get(f"/en/{path.format(*[typed] * 4)}", follow=True).status_code in (200, 404)
