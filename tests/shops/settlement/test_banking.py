"""Where a shop is paid: its owner's alone to say, read with care, masked, told, and held for a day."""

import pytest

from common.models import AuditEntry
from outbox.models import Message
from shops.settlement import banking
from shops.settlement.models import Payee
from shops.settlement.operations import NotYours
from tests.factories.people import person
from tests.factories.settlement import AFTER, MIDST
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
CARD = "6228480402564890018"
FACTS = {"name": "盘美花", "bank": "农业银行江华县支行", "number": "6228 4804 0256 4890 018", "at": MIDST}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("6228 4804 0256 4890 018", CARD),
        ("６２２８４８０４０２５６４８９００１８", CARD),
        ("18-0123-4567-8901", "18012345678901"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed, read):
    assert banking.read_number(typed) == read


@pytest.mark.parametrize("typed", ["", "1234567", "=SUM(A1)", "6228x48040256", "9" * 31, "٦٢٢٨٤٨٠٤٠٢٥٦", "-12345678+"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(banking.NoAccountNumber):
        banking.read_number(typed)


def test_a_card_with_a_mistyped_figure_is_refused():
    with pytest.raises(banking.FigureWrong):
        banking.read_number("6228480402564890028")


def test_the_owner_keeps_it_and_a_change_is_told_each_time_and_written_in_the_audit_without_the_number():
    mine = shop()
    assert [banking.keep_payee(shop=mine, by=mine.owner, **FACTS) for _n in range(3)] == [True, False, False]
    assert banking.keep_payee(shop=mine, by=mine.owner, **FACTS | {"number": "180123456789", "at": AFTER})
    payee = Payee.objects.get()
    assert (payee.number, payee.masked, payee.changed_at) == ("180123456789", "•••• 6789", AFTER)
    told = Message.objects.filter(kind="account", channel="sms")  # whatever way was chosen for other letters
    assert [("6789" in one.body, "180123456789" in one.body) for one in told.order_by("pk")] == [(False, False), (True, False)]
    details = list(AuditEntry.objects.filter(action="change bank details").order_by("pk").values_list("details", flat=True))
    assert details == [{"before": "", "after": "0018"}, {"before": "0018", "after": "6789"}]


def test_nobody_else_changes_it():
    mine = shop()
    helper = person("陈山")
    mine.helpers.create(person=helper)
    for one in (helper, person("生人"), person("何主任", role="franchise manager")):
        with pytest.raises(NotYours):
            banking.keep_payee(shop=mine, by=one, **FACTS)
    assert (Payee.objects.count(), Message.objects.count()) == (0, 0)
