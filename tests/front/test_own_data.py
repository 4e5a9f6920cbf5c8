"""One's own data: packed once, for its owner, for a week; erased after a wish, a second person's look and seven days."""

import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import storages

from accounts.models import User
from common.clock import now
from common.models import AuditEntry
from common.personal import part
from common.states import WrongState
from front.models import DataExport, Erasure
from front.own_data import erasing, exporting
from outbox.models import Message
from tests.factories import photos, sounds
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
PAGE = "/en/my/data/"


@pytest.fixture
def owner(client, homes):
    user = person("盘美花", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def manager(db):
    return person("何主任", role="programme manager")


@pytest.fixture(autouse=True)
def _on_commit_at_once(monkeypatch):
    """Jobs are put before the worker when the transaction ends; a test's never does."""
    monkeypatch.setattr(exporting.transaction, "on_commit", lambda act: act())


def wish(user, **fields) -> Erasure:
    at = now()
    return Erasure.objects.create(person=user, **({"asked_at": at, "due_at": at + erasing.GRACE} | fields))


def test_ten_presses_pack_one_copy_and_tell_once(client, owner):
    for _press in range(10):
        assert client.post("/en/my/data/copy/").url == PAGE
    export = DataExport.objects.get()
    assert export.made_at is not None
    assert Message.objects.filter(key__startswith="data-ready", channel="site").count() == 1
    assert "Fetch my copy" in client.get(PAGE).content.decode()


def test_the_copy_holds_ones_rows_and_files_and_nobody_elses(client, owner):
    photo, voice = photos.photo(owner), sounds.voice(owner)
    photos.photo(person("赵德顺"), colour="#c2272b")
    shop(owner=owner, state="draft", name_en="Pan Family Tea", name_zh_hans="盘家苦茶")
    client.post("/en/my/data/copy/")
    export = DataExport.objects.get()
    with export.zip.open("rb") as kept, zipfile.ZipFile(kept) as archive:
        names, page = sorted(archive.namelist()), archive.read("index.html").decode()
        data = json.loads(archive.read("data.json"))["data"]
        assert archive.read(f"files/photo-{photo.pk}.jpg") == photo.original.open("rb").read()
    voiced = next(name for name in names if "enclosure" in name)
    assert names == ["data.json", voiced, f"files/photo-{photo.pk}.jpg", "index.html"]
    assert voiced.startswith(f"files/enclosure-{voice.pk}.")
    (me,) = data["accounts.User"]
    assert (me["name"], me["phone"], me["language"]) == ("盘美花", owner.phone, "en")
    assert data["franchise.Shop"][0]["name"] == "Pan Family Tea"
    assert len(data["uploads.Photo"]) == 1
    assert ('<html lang="en">' in page, "mobile number" in page, "赵德顺" in page) == (True, True, False)


def test_a_copy_is_gone_after_a_week(client, owner):
    client.post("/en/my/data/copy/")
    export = DataExport.objects.get()
    address, path = f"/en/my/data/copy/{export.pk}/", export.zip.name
    assert client.get(address)["Content-Disposition"].startswith('attachment; filename="my-data-')
    DataExport.objects.update(made_at=now() - timedelta(days=7))
    assert client.get(address).status_code == 404
    assert exporting.delete_old_exports(at=now()) == 1
    assert (DataExport.objects.count(), storages["private"].exists(path)) == (0, False)


def test_a_copy_that_failed_is_said_so_and_may_be_asked_again(client, owner, monkeypatch):
    monkeypatch.setattr(exporting, "pack", lambda *given: 1 / 0)
    client.post("/en/my/data/copy/")
    assert "It could not be packed." in client.get(PAGE).content.decode()
    monkeypatch.undo()
    exporting.pack_data.func(exporting.ask_for_data(person=owner, language="en", at=now()).pk)
    assert DataExport.objects.exclude(zip="").count() == 1


def test_a_wish_to_be_erased_stands_once_and_can_be_taken_back(client, owner, manager):
    for _press in range(2):
        assert client.post("/en/my/data/erase/").url == PAGE
    erasure = Erasure.objects.get()
    assert erasure.due_at - erasure.asked_at == timedelta(days=7)
    assert Message.objects.filter(recipient=manager, channel="site").count() == 1
    for _press in range(2):
        assert client.post("/en/my/data/stay/").url == PAGE
    erasure.refresh_from_db()
    assert (erasure.state, AuditEntry.objects.filter(action="take erasure back").count()) == ("taken back", 1)


def test_only_another_confirms_and_nothing_goes_before_its_day(client, owner, manager):
    erasure = wish(owner)
    with pytest.raises(erasing.NotYours):
        erasing.confirm(erasure=erasure, by=owner, at=now())
    erasing.confirm(erasure=erasure, by=manager, at=now())
    assert erasing.erase_due(at=now()) == 0
    erasing.erase.func(erasure.pk)
    owner.refresh_from_db()
    assert (owner.name, owner.is_active) == ("盘美花", True)
    later = now() + timedelta(days=8)
    Erasure.objects.update(due_at=now())
    assert [erasing.erase_due(at=later), erasing.erase_due(at=later)] == [1, 0]
    owner.refresh_from_db()
    assert (owner.name, owner.phone, owner.is_active) == (f"已注销 erased {owner.pk}", None, False)
    erasing.take_back(erasure=wish(manager), at=now())


def test_a_manager_refuses_with_a_reason_that_the_person_reads(client, owner, manager):
    erasure = wish(owner)
    client.force_login(manager)
    page = f"/en/erasures/{erasure.pk}/"
    for empty in ("", "\u200b "):
        assert client.post(page, {"do": "refuse", "reason": empty}).context["form"].errors == {
            "reason": ["Say why, in words the person understands."]
        }
    erasure.refresh_from_db()
    assert (erasure.state, Message.objects.count()) == ("asked", 0)
    assert client.post(page, {"do": "refuse", "reason": "A payment is not settled."}).url == "/en/erasures/"
    assert client.post(page, {"do": "refuse", "reason": "Again"}).url == "/en/erasures/"
    said = client.post(page, {"do": "confirm"}, follow=True).content.decode()
    assert "It was decided or taken back meanwhile; nothing more was done." in said
    erasure.refresh_from_db()
    assert (erasure.state, erasure.refused_by, erasure.reason) == ("refused", manager, "A payment is not settled.")
    letter = Message.objects.get(recipient=owner, channel="site")
    assert (letter.subject, "A payment is not settled." in letter.body) == ("Your account is kept", True)
    assert AuditEntry.objects.filter(action="refuse erasure").count() == 1
    assert client.get(page).status_code == 404
    client.force_login(owner)
    assert "A payment is not settled." in client.get(PAGE).content.decode()
    assert client.post("/en/my/data/erase/").url == PAGE  # they may ask again, and the old answer is not shown beside it
    assert "A payment is not settled." not in client.get(PAGE).content.decode()


def test_only_who_may_confirm_may_refuse_and_not_what_is_decided(owner, manager):
    erasure = wish(owner)
    for stranger in (owner, person(role="mentor")):
        with pytest.raises(erasing.NotYours):
            erasing.refuse(erasure=erasure, by=stranger, reason="不行", at=now())
    with pytest.raises(erasing.ReasonMissing):
        erasing.refuse(erasure=erasure, by=manager, reason=" ", at=now())
    erasing.confirm(erasure=erasure, by=manager, at=now())
    with pytest.raises(WrongState):
        erasing.refuse(erasure=erasure, by=manager, reason="晚了", at=now())
    erasure.refresh_from_db()
    assert (erasure.state, erasure.reason) == ("confirmed", "")


def test_what_was_not_confirmed_is_not_erased(owner):
    wish(owner, due_at=now() - timedelta(days=1))
    assert erasing.erase_due(at=now()) == 0
    assert User.objects.get(pk=owner.pk).name == "盘美花"


def test_an_open_shop_must_be_closed_first(client, owner, manager):
    mine = shop(owner=owner, state="open")
    page = client.post("/en/my/data/erase/").content.decode()
    assert "Ask the franchise manager to close it first" in page
    assert Erasure.objects.count() == 0
    standing = wish(owner, state="confirmed", due_at=now())
    erasing.erase.func(standing.pk)
    standing.refresh_from_db()
    mine.refresh_from_db()
    assert (standing.state, mine.state) == ("confirmed", "open")


def test_the_last_administrator_is_not_erased(client, homes, manager):
    last = person("莫管理", role="administrator", is_superuser=True)
    with pytest.raises(erasing.Prevented, match="唯一的管理员"):
        erasing.ask_to_be_erased(person=last, at=now())
    other = person("何管理", role="administrator", is_superuser=True)
    erasure = erasing.ask_to_be_erased(person=last, at=now())
    with pytest.raises(erasing.NotYours):
        erasing.confirm(erasure=erasure, by=manager, at=now())
    erasing.confirm(erasure=erasure, by=other, at=now())
    User.objects.filter(pk=other.pk).update(is_superuser=False)
    other.grants.all().delete()
    with pytest.raises(erasing.Prevented):
        erasing.refuse_if_prevented(last)


def test_an_erasure_that_stopped_goes_on_where_it_was(owner, monkeypatch):
    standing = wish(owner, state="confirmed", due_at=now())
    done, outbox = [], part("outbox")
    stops = iter([True, False])

    def stop_once(user) -> None:
        done.append("outbox")
        if next(stops):
            raise ConnectionError

    monkeypatch.setattr(outbox, "further", [stop_once])
    monkeypatch.setattr(part("uploads"), "further", [lambda user: done.append("uploads")])
    with pytest.raises(ConnectionError):
        erasing.erase.func(standing.pk)
    standing.refresh_from_db()
    assert (standing.state, standing.parts_done[-1], User.objects.get(pk=owner.pk).name) == ("erasing", "uploads", "盘美花")
    assert erasing.erase_due(at=now()) == 1
    standing.refresh_from_db()
    assert (standing.state, done) == ("done", ["uploads", "outbox", "outbox"])
    with pytest.raises(erasing.WrongState):
        erasing.take_back(erasure=standing, at=now())


def test_what_is_kept_is_listed_with_its_reason(client, owner, manager):
    shop(owner=owner, state="closed")
    page = client.get("/en/my/data/erase/").content.decode()
    assert "so that no printed code ever leads to another’s shop" in page
    client.force_login(manager)
    assert (
        "so that no printed code ever leads to another’s shop" in client.get(f"/en/erasures/{wish(owner).pk}/").content.decode()
    )


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_wishes_costs_the_same_for_any_number(client, homes, manager, count, django_assert_num_queries):
    for _n in range(count):
        wish(person())
    client.force_login(manager)
    with django_assert_num_queries(5):  # session, person, roles, wishes, the roles of those who ask
        client.get("/en/erasures/")
