"""Nothing held of a person is forgotten: neither in their copy nor when they are erased, and no new table either."""

import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.storage import default_storage, storages
from django.db import connection
from wagtail.models import Page

from accounts.keeping import correct_person
from accounts.models import User
from accounts.operations import change_name
from common.audit import record
from common.personal import parts
from courses.mentoring.models import Answer
from front.models import Erasure
from front.own_data import erasing
from outbox.kinds import KINDS
from outbox.operations import tell_address
from shops.availability.models import Stay
from tests.factories.cohorts import NOW
from tests.safety.world import OWNER

pytestmark = pytest.mark.django_db


def declared() -> tuple[set[tuple[str, str]], set[str]]:
    """Fields that point at people and are declared, and models that are."""
    held = {(h.model, path) for part in parts() for h in part.holdings for path in h.of}
    pointed = {field for part in parts() for field in part.pointers}
    nobodys = {model for part in parts() for model in part.nobodys}
    return held | pointed, {model for model, _field in held} | nobodys


def test_every_field_that_points_at_a_person_is_declared():
    fields, _models = declared()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if field.related_model is User and not (issubclass(model, Page) and field.name == "page_ptr"):
                assert (model._meta.label, field.name) in fields, "say in the part's personal.py whose it is"


def test_every_table_that_hangs_on_a_persons_rows_is_declared():
    _fields, models = declared()
    personal = {apps.get_model(h.model) for part in parts() for h in part.holdings} - {User}
    for model in apps.get_models(include_auto_created=True):
        hangs = {field.related_model for field in model._meta.local_fields} & personal
        if hangs and not issubclass(model, Page) and model._meta.label not in models:
            raise AssertionError(f"say in the part's personal.py whose {model._meta.label} is: it points at {hangs}")


def test_what_is_declared_is_there():
    """Look-ups, labels and blanks name what the models have."""
    for part in parts():
        for holding in part.holdings:
            model = apps.get_model(holding.model)
            model._base_manager.filter(**{f"{path}": 1 for path in holding.of}).exists()
            names = {path.split("__")[0] for path in {*holding.shown, *holding.files} if path not in holding.reads}
            assert [name for name in names if not hasattr(model, name)] == [], holding.model
            assert isinstance(holding.erase, str) or erasing.blanks(model, holding.erase, User(pk=1)), holding.model


def test_every_letter_is_of_one_kind(settings):
    written = {path.stem for path in (settings.ROOT / "templates" / "emails").glob("*.txt")}
    named = [letter for kind in KINDS for letter in kind.letters]
    assert (written - set(named), len(named)) == (set(), len(set(named))), "say in outbox/kinds.py which kind it is"


def said_anywhere(words: list[str]) -> set[tuple[str, str]]:
    """Every (table, column) of the database in which any of `words` stands, as it is or escaped in JSON."""
    found = set()
    forms = {form for word in words for form in (word, json.dumps(word)[1:-1])}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found |= {(table, c) for c, value in zip(columns, row, strict=True) if any(f in str(value) for f in forms)}
    return found


def stored() -> set[str]:
    return {
        f"{folder}/{name}"
        for storage in (default_storage, storages["private"])
        for folder in ("photos", "enclosures", "certificates", "agreements", "exports")
        if storage.exists(folder)
        for name in storage.listdir(folder)[1]
    }


@pytest.fixture
def files_come_back():
    """The world is rolled back after each test, its files are not: put back what is deleted."""
    folders = [Path(storage.location) for storage in (default_storage, storages["private"])]
    before = {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}
    yield
    for path, raw in before.items():
        if not path.exists():
            path.write_bytes(raw)


@pytest.mark.usefixtures("files_come_back")
def test_an_erased_persons_name_number_address_and_files_are_nowhere(client, world):
    person = User.objects.get(pk=world.people[OWNER].pk)
    change_name(user=person, name="盘旧名字", at=NOW)
    correct_person(person=person, by=None, at=NOW, name="盘美花测", email="meihua@example.com")
    person.refresh_from_db()
    other = world["version"].submission.enrolment.mentor
    record(other, "noted", world["shop"], at=NOW, words=f"{person.name} 来电 {person.phone}", seen=["盘旧名字"])
    tell_address(channel="sms", address=person.phone, template="sign_in_code", context={"code": "123456"}, at=NOW)
    Answer.objects.filter(pk=world["answer"].pk).update(words_zh_hans=f"{person.name}问得好")
    client.force_login(person)
    client.get("/zh-hans/my/")
    words = ["盘美花测", "盘旧名字", "某owner", person.phone, person.phone.removeprefix("+86"), person.email]
    before = stored()
    theirs = {name for name in before if world["photo"].key.hex in name.replace("-", "") or str(world["photo"].key) in name}
    assert theirs != set()
    assert ("accounts_user", "name") in said_anywhere(words)
    Stay.objects.update(released_at=NOW)  # whoever had booked with them has gone
    erasure = Erasure.objects.create(person=person, state="confirmed", asked_at=NOW, due_at=NOW)
    type(world["shop"]).objects.filter(pk=world["shop"].pk).update(state="draft")
    erasing.erase.func(erasure.pk)
    erasure.refresh_from_db()
    assert (erasure.state, erasure.names) == ("done", [])
    assert said_anywhere(words) == set()
    assert stored() & theirs == set()
    assert default_storage.exists(world["photo"].copy_path(320)) is False
    assert client.get("/zh-hans/my/").status_code == 302
    once = said_anywhere(["erased"])
    erasing.erase.func(erasure.pk)
    assert said_anywhere(["erased"]) == once


@pytest.mark.usefixtures("files_come_back")
def test_nobody_else_loses_anything(world):
    """Who is not erased keeps their rows: only what hangs on the person goes."""
    person, before = world.people[OWNER], User.objects.exclude(pk=world.people[OWNER].pk).order_by("pk")
    kept = list(before.values("pk", "name", "phone", "is_active"))
    Stay.objects.update(released_at=NOW)  # whoever had booked with them has gone
    erasure = Erasure.objects.create(person=person, state="confirmed", asked_at=NOW, due_at=NOW)
    erasing.erase.func(erasure.pk)
    assert list(before.values("pk", "name", "phone", "is_active")) == kept
    assert re.fullmatch(r"已注销 erased \d+", User.objects.get(pk=person.pk).name)
