"""A cohort's certificates, made together: who is ready, once, whole after a fall, and one bad row among good ones."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from pypdf import PdfReader

from common.models import AuditEntry
from courses.assessment.models import Assignment
from courses.certificates import batches, operations
from courses.certificates.models import BatchLine, Certificate, CertificateBatch
from courses.certificates.personal import unbind
from courses.certificates.rules import candidate, candidates_in
from courses.fieldlog.models import LogRule
from printing.binding import bind
from printing.operations import CannotPrint
from tests.courses.certificates.papers import one_page
from tests.factories import certificates as award
from tests.factories import cohorts as make
from tests.factories import people

NOW = make.NOW
pytestmark = pytest.mark.django_db


class Press:
    """Prints a page at once, and falls, or refuses a name, when told to."""

    def __init__(self) -> None:
        self.printed, self.dies_at, self.refuses = [], 0, ""

    def __call__(self, *, template: str, context: dict) -> bytes:
        name = context["certificate"].holder_name
        if len(self.printed) + 1 == self.dies_at:
            self.dies_at = 0
            raise KeyboardInterrupt
        if name == self.refuses:
            raise CannotPrint("no")
        self.printed.append(name)
        return one_page()


@pytest.fixture
def press(monkeypatch) -> Press:
    press = Press()
    monkeypatch.setattr(operations, "render", press)
    return press


@pytest.fixture
def camp():
    return award.camp()


@pytest.fixture
def run(camp):
    return make.cohort(camp)


@pytest.fixture
def manager():
    return people.person("欧阳静", role="programme manager")


def trainee(run, name: str, *, approved: int = 2, **fields):
    place = make.enrolment(run, people.person(name, role="trainee"), **fields)
    for assignment in Assignment.objects.filter(programme_key=run.programme_key).order_by("position")[:approved]:
        award.approve(place, assignment)
    return place


def ready_ones(run, count: int) -> list:
    return [trainee(run, f"学员{number:02}") for number in range(count)]


def ask(run, manager, capture) -> CertificateBatch:
    with capture(execute=True):
        batch = batches.ask_for_batch(cohort=run, by=manager, at=NOW)
    batch.refresh_from_db()
    return batch


def pages(batch) -> int:
    with batch.pdf.open("rb") as file:
        return len(PdfReader(file).pages)


def test_everybody_ready_gets_a_certificate_and_all_are_bound(run, manager, press, django_capture_on_commit_callbacks):
    ready_ones(run, 12)  # more than one job makes
    trainee(run, "未完", approved=1)
    batch = ask(run, manager, django_capture_on_commit_callbacks)
    assert (Certificate.objects.count(), len(press.printed), pages(batch)) == (12, 12, 12)
    assert set(batch.lines.values_list("state", flat=True)) == {"made"}
    assert batch.finished_at is not None


def test_pressed_twice_there_is_one_batch(run, manager, press, django_capture_on_commit_callbacks):
    ready_ones(run, 2)
    first = batches.ask_for_batch(cohort=run, by=manager, at=NOW)
    assert batches.ask_for_batch(cohort=run, by=manager, at=NOW) == first  # while it is being made
    batches.make_some.func(first.pk)
    assert ask(run, manager, django_capture_on_commit_callbacks) == first  # and when nobody has become ready since
    assert (CertificateBatch.objects.count(), AuditEntry.objects.filter(action="make certificates").count()) == (1, 1)
    trainee(run, "后来")
    assert pages(ask(run, manager, django_capture_on_commit_callbacks)) == 3
    assert len(press.printed) == 3


def test_a_second_unfinished_batch_is_refused_by_the_database(run, manager):
    CertificateBatch.objects.create(cohort=run, asked_by=manager, asked_at=NOW, touched_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateBatch.objects.create(cohort=run, asked_by=manager, asked_at=NOW, touched_at=NOW)


def test_killed_in_the_middle_it_goes_on_and_makes_nothing_twice(run, manager, press, django_capture_on_commit_callbacks):
    ready_ones(run, 5)
    batch = batches.ask_for_batch(cohort=run, by=manager, at=NOW)
    press.dies_at = 3
    with pytest.raises(KeyboardInterrupt):
        batches.make_some.func(batch.pk)
    assert list(batch.lines.values_list("state", flat=True)) == ["made", "made", "waiting", "waiting", "waiting"]
    batch.refresh_from_db()
    assert batches.go_on(at=batch.touched_at + batches.STALLED) == 0  # a job may still be at it
    assert batches.go_on(at=batch.touched_at + batches.STALLED + timedelta(seconds=1)) == 1
    batch.refresh_from_db()
    assert (Certificate.objects.count(), len(press.printed), pages(batch)) == (5, 5, 5)
    assert batches.go_on(at=NOW + timedelta(days=1)) == 0


def test_one_bad_row_does_not_sink_the_others(run, manager, press, caplog, django_capture_on_commit_callbacks):
    ready_ones(run, 3)
    press.refuses = "学员01"
    batch = ask(run, manager, django_capture_on_commit_callbacks)
    assert list(batch.lines.values_list("state", flat=True)) == ["made", "failed", "made"]
    assert pages(batch) == 2
    press.refuses = ""
    assert pages(ask(run, manager, django_capture_on_commit_callbacks)) == 3
    assert sorted(press.printed) == ["学员00", "学员01", "学员02"]  # each once


def test_a_paper_that_was_lost_or_is_broken_is_printed_anew(run, manager, press, django_capture_on_commit_callbacks):
    first, second = ready_ones(run, 2)
    for place in (first, second):
        operations.print_certificate.func(operations.graduate_if_complete(enrolment=place, at=NOW).pk)
    first.certificate.pdf.storage.delete(first.certificate.pdf.name)
    with second.certificate.pdf.storage.open(second.certificate.pdf.name, "wb") as file:
        file.write(b"%PDF-1.7 nothing more")
    assert pages(ask(run, manager, django_capture_on_commit_callbacks)) == 2
    assert Certificate.objects.count() == 2


def test_nobody_ready_begins_nothing(run, manager):
    trainee(run, "未完", approved=1)
    with pytest.raises(batches.NobodyReady):
        batches.ask_for_batch(cohort=run, by=manager, at=NOW)
    assert (CertificateBatch.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_each_who_is_not_ready_is_told_of_with_the_reason(run, django_assert_num_queries):
    LogRule.objects.create(programme_key=run.programme_key)
    trainee(run, "甲", approved=1)
    trainee(run, "乙", state="paused", approved=0)
    award.certificate(trainee(run, "丙", state="graduated"), revoked_at=NOW, revoked_reason="冒名")
    ready_ones(run, 10)
    with django_assert_num_queries(5):
        told = {one.name: one.obstacles for one in candidates_in(run)}
    assert told["甲"] == ["还没通过：故事", "田间记录还差 3 条。", "现场核实还差 1 次。"]
    assert told["乙"][:2] == ["学员暂停学习：回来以后再发。", "还没有一件作业通过。"]
    assert told["丙"] == ["证书已撤销：冒名"]
    assert told["学员00"] == ["田间记录还差 3 条。", "现场核实还差 1 次。"]


def test_ready_is_what_graduating_asks_for(run):
    """The page and the operation must never tell a trainee two things."""
    places = [trainee(run, "甲", approved=1), trainee(run, "乙"), trainee(run, "丙", state="paused")]
    said = [candidate(place).is_ready for place in places]
    assert (
        said
        == [operations.graduate_if_complete(enrolment=place, at=NOW) is not None for place in places]
        == [False, True, False]
    )


def test_the_trainee_reads_the_same_rules_on_their_own_page(run):
    LogRule.objects.create(programme_key=run.programme_key)
    place = trainee(run, "甲", approved=1)
    told = " ".join(render_to_string("certificates/rules.html", {"enrolment": place}).split())
    for said in (
        "作业通过 1 件，共 2 件",
        "还没通过： 故事",
        "田间记录 0 条，至少要 3 条",
        "其中现场核实 0 条，至少要 1 条",
    ):
        assert said in told
    assert told.count('class="tick d"') == 0


def address(run, end: str = "") -> str:
    return f"/en/certificates/cohorts/{run.pk}/{end}"


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_for_one_and_for_twenty(client, run, manager, django_assert_num_queries, count):
    for number in range(count):
        trainee(run, f"学员{number:02}", approved=number % 2 + 1)
    client.force_login(manager)
    client.get(address(run))
    with django_assert_num_queries(9):
        client.get(address(run))


def test_the_page_shows_how_far_it_is_and_hands_out_the_file(client, run, manager, press):
    ready_ones(run, 2)
    client.force_login(manager)
    assert "Make certificates for the cohort" in client.get(address(run)).content.decode()
    client.post(address(run, "make/"))
    batch = CertificateBatch.objects.get()
    BatchLine.objects.filter(pk=batch.lines.first().pk).update(state="made")
    words = client.get(address(run)).content.decode()
    assert '<progress max="2" value="1"' in words
    assert "1 of 2 made." in words
    assert client.get(f"/en/certificates/batches/{batch.pk}/pdf/").status_code == 404
    batches.make_some.func(batch.pk)
    assert "PDF of all certificates" in client.get(address(run)).content.decode()
    response = client.get(f"/en/certificates/batches/{batch.pk}/pdf/")
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "private, no-store")


def test_bound_pages_keep_their_order_and_title():
    book = bind([one_page(100), one_page(200)], title="一月期")
    read = PdfReader(BytesIO(book))
    assert [int(page.mediabox.width) for page in read.pages] == [100, 200]
    assert read.metadata.title == "一月期"


def erased(place) -> None:
    """As far as this part goes, and the account closed."""
    unbind(place.trainee)
    Certificate.objects.filter(enrolment=place).update(pdf="")
    type(place.trainee).objects.filter(pk=place.trainee_id).update(erased_at=NOW)


@pytest.mark.parametrize(
    ("language", "said", "press_words"),
    [("en", "The file was deleted", "Bind the others anew"), ("zh-hans", "文件已经删除", "把其他人的重新合成")],
)
def test_who_is_erased_takes_the_file_along_and_the_others_are_bound_anew(
    client, run, manager, press, django_capture_on_commit_callbacks, language, said, press_words
):
    first, *_others = ready_ones(run, 3)
    batch = ask(run, manager, django_capture_on_commit_callbacks)
    file = batch.pdf.name
    erased(first)
    batch.refresh_from_db()
    assert (batch.pdf.name, batch.pdf.storage.exists(file), batch.unbound_at is not None) == ("", False, True)
    client.force_login(manager)
    page = client.get(f"/{language}/certificates/cohorts/{run.pk}/").content.decode()
    assert said in page
    assert press_words in page
    assert client.get(f"/en/certificates/batches/{batch.pk}/pdf/").status_code == 404
    anew = ask(run, manager, django_capture_on_commit_callbacks)
    assert (anew != batch, pages(anew), set(anew.lines.values_list("state", flat=True))) == (True, 2, {"made"})
    assert first.trainee.name not in press.printed[3:]
    assert press_words not in client.get(f"/{language}/certificates/cohorts/{run.pk}/").content.decode()


def test_a_batch_being_made_goes_on_without_who_was_erased(run, manager, press):
    first, *_others = ready_ones(run, 3)
    batch = batches.ask_for_batch(cohort=run, by=manager, at=NOW)
    batches.make_line(batch.lines.get(enrolment=first), at=NOW)
    erased(first)
    batches.make_some.func(batch.pk)
    batch.refresh_from_db()
    assert (pages(batch), batch.lines.count(), batch.unbound_at) == (2, 2, None)
