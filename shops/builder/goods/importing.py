"""What a sheet would do to a shop, line by line; and doing it. Kept twice, it does a thing once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common import audit
from common.money import yuan
from shops.builder.goods.adding import GoodsEnough, add_product
from shops.builder.goods.forms_sheet import SheetRow
from shops.builder.goods.saying import say_plainly
from shops.catalogue.bands import NotInBand
from shops.catalogue.fields import KEEPS
from shops.catalogue.keeping import parse_keeping
from shops.catalogue.keeping_changes import as_one
from shops.catalogue.models import GoodsChange, Product, Variant
from shops.catalogue.operations import PacksEnough, add_pack, change_pack, change_product
from shops.catalogue.rules import Breached
from shops.franchise.changing import changeable
from shops.franchise.following import told_once
from shops.franchise.models import Shop
from shops.franchise.selling import NotTrained

NEW, MORE, CHANGE, SAME, LEFT_OUT = "new", "more", "change", "same", "left out"
MONEY = ("price", "group_price")
CONTENTS = ("grams", "pieces", "unit")


class LineBefore(Exception):
    """The line that would have made the product was left out."""


@dataclass
class Planned:
    """A line and what keeping it would do: `told` says what changes, from what to what; `faults` why it is left out."""

    row: SheetRow
    what: str
    variant: Variant | None = None
    product: Product | None = None
    told: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Goods:
    """The goods of a shop as a sheet finds them: by number, by name and contents, by name. One query."""

    def __init__(self, shop: Shop) -> None:
        rows = Variant.objects.filter(product__shop=shop, is_sold=True, offer__isnull=False)
        rows = rows.exclude(product__state=Product.State.REMOVED).select_related("product__shop", "product__category", "offer")
        self.packs = list(rows.order_by("product__position", "position"))
        self.by_key = {pack.pk: pack for pack in self.packs}

    def pack(self, row: SheetRow) -> Variant | None:
        """The pack the line is about."""
        if row.key is not None:
            return self.by_key.get(row.key)
        same = [pack for pack in self.of_name(row.name) if contents(pack) == in_line(row)]
        return next((pack for pack in same if not row.pack_name or is_called(pack, row.pack_name)), None)

    def of_name(self, name: str) -> list[Variant]:
        return [pack for pack in self.packs if name and name in (pack.product.name_zh_hans, pack.product.name_en)]


def contents(pack: Variant) -> tuple[Any, ...]:
    return tuple(getattr(pack, name) for name in CONTENTS)


def in_line(row: SheetRow) -> tuple[Any, ...]:
    return tuple(row.pack.get(name) for name in CONTENTS)


def is_called(pack: Any, name: str) -> bool:
    return name in (pack.name_zh_hans, pack.name_en)


def plan(shop: Shop, rows: Iterable[SheetRow]) -> list[Planned]:
    """What each line would do now. One query."""
    goods, seen = Goods(shop), dict[Any, int]()
    return [planned(goods, row, seen) for row in rows]


def planned(goods: Goods, row: SheetRow, seen: dict[Any, int]) -> Planned:
    """What the line would do. `seen`: what lines before it were about, and the first of them."""
    if row.faults:
        return Planned(row, LEFT_OUT, faults=row.faults)
    pack = goods.pack(row)
    key = pack.pk if pack else (row.name, row.pack_name, *in_line(row))
    if (first := seen.setdefault(key, row.number)) != row.number:
        return Planned(row, LEFT_OUT, faults=[_("It stands in line %(line)s already; that line counts.") % {"line": first}])
    if pack:
        return changed(pack, row)
    if row.key is not None:
        return Planned(row, LEFT_OUT, faults=[_("This number is none of your goods. Leave it empty for something new.")])
    known = goods.of_name(row.name)
    if known or row.name in seen:
        return Planned(row, MORE, product=known[0].product if known else None)
    return something_new(row, seen)


def changed(pack: Variant, row: SheetRow) -> Planned:
    """What the line changes of a pack that is there, and of its product."""
    if not keeping_is_read(row, pack.product):
        return Planned(row, LEFT_OUT, faults=[str(KEEPS)])
    price, together = (row.prices.get(name, getattr(pack.offer, name)) for name in MONEY)
    if together and together >= price:
        return Planned(row, LEFT_OUT, faults=[_("Enter a group price below the price alone.")])
    told = differences(pack, row)
    return Planned(row, CHANGE if told else SAME, pack, pack.product, told)


def something_new(row: SheetRow, seen: dict[Any, int]) -> Planned:
    faults = [] if row.category_id else [_("A new product needs its category.")]
    faults += [] if row.pack else [_("A new product needs what is in one pack.")]
    faults += [] if keeping_is_read(row) else [str(KEEPS)]
    if not faults:
        seen[row.name] = row.number
    return Planned(row, LEFT_OUT if faults else NEW, faults=faults)


def keeping_is_read(row: SheetRow, product: Product | None = None) -> bool:
    try:
        product_words(row, product)
    except ValueError:
        return False
    return True


def differences(pack: Any, row: SheetRow) -> list[str]:
    """ "¥49 → ¥52" for each field that the line changes, words of the product said once."""
    wanted = [(pack.offer, row.prices), (pack, new_pack(pack, row)), (pack.product, product_words(row, pack.product))]
    told = [(getattr(of, name), value, name) for of, values in wanted for name, value in values.items()]
    return [f"{shown(name, was)} → {shown(name, now)}" for was, now, name in told if was != now]


def new_pack(pack: Variant, row: SheetRow) -> dict[str, Any]:
    """The pack's fields, where the line changes what is in it or how it is called."""
    same_name = not row.pack_name or is_called(pack, row.pack_name)
    return {} if not row.pack or (contents(pack) == in_line(row) and same_name) else row.pack


def product_words(row: SheetRow, product: Any = None) -> dict[str, Any]:
    """Fields of Product. How long it keeps stays as it stands where the line says the same. Raises ValueError."""
    category = {"category_id": row.category_id} if row.category_id else {}
    stands = product is not None and row.keeps in (product.best_before_zh_hans, product.best_before_en)
    keeping = parse_keeping(row.keeps).fields() if row.keeps and not stands else {}
    return {**row.words, **category, **keeping}


def shown(name: str, value: Any) -> str:
    if name in MONEY:
        return yuan(value) if value else "–"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value if value not in (None, "") else "–")[:40]


@transaction.atomic
def keep_rows(*, shop: Shop, rows: Iterable[SheetRow], by: Any, at: datetime) -> list[Planned]:
    """Do what the good lines say; each that cannot be done is left out and says why. Raises NotChangeable."""
    changeable(shop)
    with told_once(shop, at=at), as_one(shop, GoodsChange.What.SHEET, by=by, at=at):
        done = [keep_row(shop, one, by, at) for one in plan(shop, rows)]
    counts = {what: sum(one.what == what for one in done) for what in (NEW, MORE, CHANGE, SAME, LEFT_OUT)}
    if counts[NEW] + counts[MORE] + counts[CHANGE]:
        audit.record(by, "keep goods sheet", shop, at=at, **{what.replace(" ", "_"): n for what, n in counts.items()})
    return done


def keep_row(shop: Shop, one: Planned, by: Any, at: datetime) -> Planned:
    row = one.row
    given: dict[str, Any] = {"by": by, "at": at}
    try:
        with transaction.atomic(), as_one(shop, GoodsChange.What.SHEET, **given):  # a line left out leaves nothing to undo
            do(shop, one, given)
    except Breached as breached:
        return Planned(row, LEFT_OUT, faults=[say_plainly(breach) for breach in breached.breaches])
    except NotInBand as fault:
        return Planned(row, LEFT_OUT, faults=[each.words for each in fault.faults])
    except NotTrained as untrained:
        return Planned(row, LEFT_OUT, faults=[untrained.refusal.words])
    except LineBefore:
        return Planned(row, LEFT_OUT, faults=[_("The line with its product is left out; mend that first.")])
    except (GoodsEnough, PacksEnough):
        return Planned(row, LEFT_OUT, faults=[_("There is no room for one more. Take something out first.")])
    return one


def do(shop: Shop, one: Planned, given: dict[str, Any]) -> None:
    """The line's one change, or its new product or pack."""
    row = one.row
    if one.what == CHANGE and one.variant and one.product:
        change_pack(variant=one.variant, pack=new_pack(one.variant, row), prices=row.prices, **given)
        change_product(product=one.product, changes=product_words(row, one.product), prices={}, **given)
    elif one.what == MORE:
        product = one.product or first_named(shop, row.name)
        if product is None:
            raise LineBefore
        add_pack(product=product, pack=row.pack, prices=row.prices, **given)
    elif one.what == NEW:
        add_product(shop=shop, key="", words=product_words(row), pack=row.pack, prices=row.prices, **given)


def first_named(shop: Shop, name: str) -> Any:
    rows = Product.objects.filter(shop=shop).kept().select_related("shop")
    return rows.filter(name_zh_hans=name).first() or rows.filter(name_en=name).first()
