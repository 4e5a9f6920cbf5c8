"""Fen that go back, cut over the payments they came by: every fen is in one cut, and so is every pack."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from shops.orders.models import OrderLine
from shops.payments.cutting import Back, portions

LINES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 900)).filter(any), max_size=5)


@given(rows=LINES, delivery=st.integers(0, 50), cuts=st.lists(st.integers(0, 5000), max_size=3))
def test_every_fen_and_every_pack_is_in_one_cut(rows, delivery, cuts):
    lines = [Back(OrderLine(pk=pk), packs, fen) for pk, (packs, fen) in enumerate(rows, 1)]
    whole = sum(fen for _packs, fen in rows) + delivery
    edges = sorted({0, whole, *(min(cut, whole) for cut in cuts)})
    sums = [last - first for first, last in itertools.pairwise(edges)] or [0]
    made = portions(lines, delivery, sums)
    assert [sum(one.amount for one in cut) + postage for cut, postage in made] == sums
    back = [(one.line.pk, one.packs, one.amount) for cut, _postage in made for one in cut]
    for line in lines:
        assert sum(fen for pk, _packs, fen in back if pk == line.line.pk) == line.amount
        assert sum(packs for pk, packs, _fen in back if pk == line.line.pk) == line.packs
    assert all(packs or fen for _pk, packs, fen in back)
