"""The three-way merge: what the work says comes in, what the owner wrote stays."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from shops.builder.merging import NEW, YOURS, Merged, merge, settle, token

FIELDS = ("story", "price", "fee_hunan")
SMALL = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["", "一", "二", None, [1, 2]]))


def test_untouched_takes_the_new_touched_stays_and_both_moved_is_offered():
    base, yours = {"a": 1, "b": 1, "c": 1, "d": 1}, {"a": 1, "b": 2, "c": 2, "d": 1}
    merged = merge(base=base, yours=yours, new={"a": 3, "b": 1, "c": 3, "d": 1, "gone": 9})
    assert merged == Merged(base={"a": 3, "b": 1, "c": 1, "d": 1}, taken={"a": 3}, differing={"c": (2, 3)})


def test_where_it_is_not_known_what_the_work_said_nothing_is_overwritten():
    assert merge(base={}, yours={"a": 1, "b": 2}, new={"a": 3, "b": 2}) == Merged({"b": 2}, {}, {"a": (1, 3)})


def test_a_choice_is_remembered_until_the_work_says_more():
    offered = merge(base={"a": 1}, yours={"a": 2}, new={"a": 3})
    kept, taken = settle(offered, {"a": YOURS}), settle(offered, {"a": NEW})
    assert (kept.taken, kept.differing, taken.taken) == ({}, {}, {"a": 3})
    assert merge(base=kept.base, yours={"a": 2}, new={"a": 3}).differing == {}
    assert merge(base=kept.base, yours={"a": 2}, new={"a": 4}).differing == {"a": (2, 4)}


def test_a_token_names_the_words_that_were_shown():
    assert token("盘", [1]) == token("盘", [1])
    assert len({token("盘", [1]), token("盘", [2]), token([1], "盘")}) == 3


@settings(max_examples=300, deadline=None)
@given(base=SMALL, yours=SMALL, new=SMALL)
def test_no_word_of_the_owner_is_lost_and_merging_again_changes_nothing(base, yours, new):
    """For any values at all: a field changes only if it stood as the work had last said it, and what a merge did, the
    next one leaves: it takes nothing and offers the same."""
    merged = merge(base=base, yours=yours, new=new)
    assert all(name in base and yours[name] == base[name] for name in merged.taken)
    after = yours | merged.taken
    again = merge(base=merged.base, yours=after, new=new)
    assert (again.taken, again.differing, again.base) == ({}, merged.differing, merged.base)
    kept = settle(merged, dict.fromkeys(merged.differing, YOURS))
    assert merge(base=kept.base, yours=after, new=new).differing == {}


# What happens to a shop: the work says something new, the owner writes (values apart), the shop is renewed.
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("approve"), st.sampled_from(FIELDS), st.integers(1, 4)),
        st.tuples(st.just("edit"), st.sampled_from(FIELDS), st.integers(101, 104)),
        st.tuples(st.just("renew"), st.none(), st.none()),
    ),
    max_size=25,
)


@settings(max_examples=400, deadline=None)
@given(first=st.fixed_dictionaries(dict.fromkeys(FIELDS, st.integers(1, 4))), events=EVENTS)
@example(first=dict.fromkeys(FIELDS, 1), events=[("edit", "story", 101), ("approve", "story", 2), ("renew", None, None)])
def test_any_history_comes_to_the_same_as_its_canonical_order(first, events):
    """The law. Let the owner's words be none that the work ever says. Then after any history of approvals, edits and
    renewals that ends with a renewal, each field is the owner's last word if they ever wrote one, else what was approved
    last: the same as making the shop of the newest work first and then making the edits in their order. What is offered
    is exactly the fields they wrote where the newest work is not what they wrote over."""
    work, shop, base, wrote, over = dict(first), dict(first), dict(first), {}, {}
    for kind, name, value in [*events, ("renew", None, None)]:
        if kind == "approve":
            work[name] = value
        elif kind == "edit":
            shop[name] = wrote[name] = value
            over.setdefault(name, base[name])
        else:
            merged = merge(base=base, yours=shop, new=work)
            base, offered = merged.base, merged.differing
            shop |= merged.taken
    assert shop == work | wrote
    assert set(offered) == {name for name in wrote if over[name] != work[name]}
