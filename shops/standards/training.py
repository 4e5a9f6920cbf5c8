"""Which goods a shop may sell: by what its owner has learned, and by what a manager granted or revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common import audit
from common.rights import can
from common.sanitise import one_line
from common.states import move
from courses.assessment.models import Submission
from courses.certificates.models import Certificate
from courses.curriculum.queries import outline
from outbox.operations import tell
from shops.catalogue.models import Category, Product
from shops.franchise.following import tell_followers
from shops.franchise.models import Shop
from shops.franchise.operations import NotYours, ReasonsMissing, held, words_about
from shops.franchise.selling import Refusal
from shops.standards.models import SellingRight, Training

Kind = Training.Kind
OR = " / "


@dataclass(frozen=True)
class Right:
    """A category, whether the shop may sell it, and in words why, or what to do."""

    category: Category
    may_sell: bool
    words: str
    trainings: tuple[Training, ...] = ()
    decision: SellingRight | None = None


@dataclass(frozen=True)
class Learned:
    """What an owner has: boot camps with a certificate that stands, and (boot camp, stage) of approved pieces."""

    certificates: frozenset[Any]
    pieces: frozenset[tuple[Any, int]]

    def has(self, training: Training) -> bool:
        if training.kind == Kind.CERTIFICATE:
            return training.programme_key in self.certificates or (training.programme_key is None and bool(self.certificates))
        return training.kind == Kind.PIECE and (training.programme_key, training.stage) in self.pieces


def learned(person: Any, kinds: Iterable[str]) -> Learned:
    """A query for each of the kinds of training that are asked for."""
    keys: Any = Certificate.objects.none().values_list("pk", flat=True)
    pieces: Any = Submission.objects.none().values_list("pk", "number")
    if Kind.CERTIFICATE in kinds:
        stand = Certificate.objects.filter(enrolment__trainee=person, revoked_at=None)
        keys = stand.values_list("cohort__programme_key", flat=True)
    if Kind.PIECE in kinds:
        sewn = Submission.objects.filter(enrolment__trainee=person, state=Submission.State.APPROVED)
        pieces = sewn.values_list("assignment__programme_key", "assignment__position")
    return Learned(frozenset(keys), frozenset(pieces))


def rights_of(shop: Shop, categories: Iterable[Any] | None = None) -> list[Right]:
    """The shop's right to each category (those with these ids, or all), in the market's order. Five queries at most."""
    rows = Category.objects.prefetch_related("trainings").order_by("position")
    if categories is not None:
        rows = rows.filter(pk__in=categories)
    found = list(rows)
    latest: dict[int, SellingRight] = {}
    for decision in SellingRight.objects.filter(shop=shop, category__in=found).order_by("pk"):
        latest[decision.category_id] = decision
    trainings = [one for category in found if category.pk not in latest for one in category.trainings.all()]  # type: ignore[attr-defined]
    has = learned(shop.owner_id, {training.kind for training in trainings})
    return [right_to(category, latest.get(category.pk), has) for category in found]


def right_to(category: Category, decision: SellingRight | None, has: Learned) -> Right:
    trainings = tuple(category.trainings.all())  # type: ignore[attr-defined]
    if decision is not None:
        said = _("A franchise manager has granted it: %(reason)s") if decision.is_granted else revoked_words()
        return Right(category, decision.is_granted, said % {"reason": decision.reason}, trainings, decision)
    if not trainings:
        return Right(category, True, _("Anybody may sell these."))
    if owned := next((training for training in trainings if has.has(training)), None):
        return Right(category, True, _("You have what is asked: %(training)s.") % {"training": owned.title}, trainings)
    words = _("You may sell %(category)s once you have this: %(trainings)s.")
    return Right(
        category, False, words % {"category": category.name, "trainings": OR.join(one.title for one in trainings)}, trainings
    )


def revoked_words() -> str:
    return _("A franchise manager has taken the right back: %(reason)s. Call the help line to talk it over.")


def refusal(shop: Shop, category_id: Any) -> Refusal | None:
    """What whoever puts goods on sale is answered: None, or the words and the page of the training."""
    right = next(iter(rights_of(shop, [category_id])), None)
    if right is None or right.may_sell:
        return None
    return Refusal(right.words, "" if right.decision else training_address(right.trainings))


def training_address(trainings: Iterable[Training]) -> str:
    """The page of the first boot camp named, in the reader's language; "" when none has one."""
    keys = dict.fromkeys(one.programme_key for one in trainings if one.programme_key)
    return next((course.url for key in keys if (course := outline(key))), "")


@transaction.atomic
def decide_right(
    *, shop: Shop, category: Category, is_granted: bool, reason: str, licence: str = "", by: Any, at: datetime
) -> SellingRight:
    """Grant or revoke the right to sell a category, at once and on record; the same decision again is the first.

    The owner is told. Raises NotYours, ReasonsMissing.
    """
    if not can(by, "inspect shop", shop):
        raise NotYours
    if not (words := one_line(reason)[:300]):
        raise ReasonsMissing
    now = held(shop)
    last = SellingRight.objects.filter(shop=now, category=category).first()
    if last and (last.is_granted, last.reason, last.licence) == (is_granted, words, one_line(licence)[:60]):
        return last
    made = SellingRight.objects.create(
        shop=now, category=category, is_granted=is_granted, reason=words, licence=one_line(licence)[:60], by=by, at=at
    )
    if not is_granted:
        let_rest(now, category, by, at)
    action = "grant right to sell" if is_granted else "revoke right to sell"
    audit.record(by, action, now, at=at, category=category.slug, reason=words, licence=made.licence)
    named: Any = category  # modeltranslation adds a field for each language
    context = {
        **words_about(now), "granted": is_granted, "reason": words,
        "category_zh": named.name_zh_hans or category.name, "category_en": named.name_en or category.name,
    }  # fmt: skip
    tell(
        user=now.owner, key=f"right-{made.pk}", template="right_to_sell_changed", context=context, link="/my/shop/rules/", at=at
    )
    return made


def let_rest(shop: Shop, category: Category, by: Any, at: datetime) -> None:
    """Take the shop's goods of the category off sale: nothing of them is lost."""
    for product in Product.objects.select_for_update().filter(shop=shop, category=category, state=Product.State.ON_SALE):
        move(product, Product.State.RESTING)
        audit.record(by, "move product", product, at=at, before=Product.State.ON_SALE, after=Product.State.RESTING)
    tell_followers(shop, at=at)
