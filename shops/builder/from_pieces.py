"""What approved pieces say, as values of the shop's and its goods' fields: JSON, compared by `merging`. Reads no rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from common.languages import written_in
from common.sanitise import one_line, plain_text
from courses.assessment.models import PER_PRODUCT
from courses.assessment.queries import Artefact
from shops.builder.merging import Values
from shops.builder.telling import Facts, tell
from shops.franchise.models import Layout, Region

Pieces = dict[tuple[str, int], Artefact]
OF_THE_SHOP = ("name", "story", "delivery", "promise")
OF_ONE_PRODUCT = ("product", "label", "price")  # photos may follow


@dataclass(frozen=True)
class Ground:
    """What the pieces rest on: townships in both languages by slug, and of each batch of the field log the origin."""

    townships: dict[str, tuple[str, str]] = field(default_factory=dict)
    by_batch: dict[str, Values] = field(default_factory=dict)


def by_place(artefacts: Iterable[Artefact]) -> Pieces:
    """Artefacts by piece and number; of several versions of one the last approved."""
    in_order = sorted(artefacts, key=lambda one: (one.approved_at, one.version_id))
    return {(one.piece, one.number): one for one in in_order}


def said_in(name: str, text: str, language: str = "") -> Values:
    """`text` in both columns of a translated field: in its `language`, or the one it is written in; "" in the other."""
    language = language or (written_in(text) if text else "zh-hans")
    chinese = language == "zh-hans"
    return both(name, text if chinese else "", "" if chinese else text)


def both(name: str, zh: str, en: str) -> Values:
    return {f"{name}_zh_hans": zh, f"{name}_en": en}


def whole_products(pieces: Iterable[tuple[str, int]]) -> list[int]:
    """The numbers of products whose description, label and price are all approved; photos may follow."""
    there = set(pieces)
    return sorted(n for piece, n in there if piece == "product" and all((part, n) in there for part in OF_ONE_PRODUCT))


def used(versions: Mapping[tuple[str, int], int]) -> list[int]:
    """Of the approved versions those that a shop made of them holds: parts of a product that is not whole yet wait, and
    visits have their own way."""
    whole = set(whole_products(versions))
    held = [(piece, n) for piece, n in versions if (piece in PER_PRODUCT and n in whole) or (piece in OF_THE_SHOP and n == 1)]
    return sorted(versions[key] for key in held)


def versions_of(pieces: Pieces) -> dict[tuple[str, int], int]:
    return {key: artefact.version_id for key, artefact in pieces.items()}


def makes_a_shop(pieces: Iterable[tuple[str, int]]) -> bool:
    """Whether what the shop itself is made of is there."""
    return {(piece, 1) for piece in OF_THE_SHOP} <= set(pieces)


def place_of(pieces: Pieces, ground: Ground) -> tuple[str, str]:
    """Township and village as the name piece has them, in Chinese and in English."""
    said = pieces["name", 1].content
    zh, en = ground.townships.get(said["township"], ("", ""))
    village = one_line(said.get("village", ""))
    if not zh and not en:
        return (village, "") if written_in(village) == "zh-hans" else ("", village)
    return f"{zh}{village}" if written_in(village) == "zh-hans" or not village else zh, en


def facts_of(pieces: Pieces, ground: Ground) -> Facts:
    goods = [pieces["product", n].content for n in whole_products(pieces)]
    names = [(one_line(said["name_zh"]), one_line(said.get("name_en", ""))) for said in goods]
    zh, en = ground.townships.get(pieces["name", 1].content["township"], ("", ""))
    return Facts((zh, en), one_line(pieces["name", 1].content.get("village", "")), tuple(names))


def shop_says(pieces: Pieces, ground: Ground, goods: Iterable["Whole"]) -> Values:
    """The sign, story, delivery and promise, laid out for these goods. A region's fee is [fen, free over in fen], or None where
    nothing is posted."""
    name, story, delivery, promise = (pieces[piece, 1].content for piece in ("name", "story", "delivery", "promise"))
    fees = {row["region"]: [row["fee_fen"], row.get("free_over_fen")] for row in delivery["fees"]}
    told = tell(story["story"], story.get("language", ""), facts_of(pieces, ground))
    return {
        **both("name", one_line(name["name_zh"]), one_line(name.get("name_en", ""))),
        **{key: name[key] for key in ("seal", "band", "cloth", "township")},
        **said_in("byline", one_line(name.get("byline", ""))),
        **said_in("village", one_line(name.get("village", ""))),
        **said_in("story", told, story.get("language", "")),
        **said_in("promise", "\n".join(map(one_line, promise["promises"])), promise.get("language", "")),
        **said_in("handover", one_line(delivery.get("handover", ""))),
        "posting_days": delivery["posting_days"],
        "layout": layout_for(told, list(goods)),
        **{f"fee_{region}": fees.get(region) for region in Region.values},
    }


def layout_for(story: str, goods: Sequence["Whole"]) -> str:
    """How a front is laid out, until its owner chooses: large pictures where all of several goods have them, the story
    first where it is longer than the shelf."""
    if len(goods) > 2 and all(one.photos for one in goods):
        return Layout.GALLERY
    return Layout.STORY if len(goods) == 1 and len(story.split()) > 2 else Layout.COUNTER


def product_says(pieces: Pieces, number: int, ground: Ground) -> Values:
    """One product's words, its pack ([name, in English, grams]) and prices ([alone, in a group, of how many], fen).

    A batch that the field log knows comes from the place of its plot or herd; all else from where the shop is.
    """
    said, label, price = (pieces[piece, number].content for piece in OF_ONE_PRODUCT)
    batch = one_line(label["batch"])[:40]
    pack = said_in("pack", one_line(said["unit"]))
    group = price.get("group_price_fen")
    return {
        **both("name", one_line(said["name_zh"]), one_line(said.get("name_en", ""))),
        **said_in("variety", one_line(said.get("variety", ""))),
        **said_in("grade", one_line(said.get("grade", ""))),
        **said_in("storage", one_line(label.get("storage", ""))),
        **said_in("best_before", one_line(str(label.get("best_before", "")))),
        **said_in("about", plain_text(said.get("about", ""))),
        **(ground.by_batch.get(batch) or both("origin", *place_of(pieces, ground))),
        "category": said["category"],
        "batch": batch,
        "harvest_months": said["harvest_months"],
        "pack": [pack["pack_zh_hans"], pack["pack_en"], label["grams"] or None],
        "prices": [price["price_fen"], group, price.get("group_size") if group else None],
    }


@dataclass(frozen=True)
class Whole:
    """A product whose pieces are approved: what they say, its packs in stock, photographs (id, caption) and cost sheet."""

    number: int
    says: Values = field(hash=False)
    stock: int
    photos: tuple[tuple[int, str], ...]
    costing: dict[str, Any] = field(hash=False)


def goods_said(pieces: Pieces, ground: Ground) -> dict[int, Whole]:
    """The whole products by number."""
    return {
        number: Whole(
            number,
            product_says(pieces, number, ground),
            pieces["product", number].content["stock"],
            photos_in(pieces.get(("photos", number))),
            costing_in(pieces["price", number].content),
        )
        for number in whole_products(pieces)
    }


def photos_in(artefact: Artefact | None) -> tuple[tuple[int, str], ...]:
    """The photographs of a piece with their captions, the cover first."""
    if artefact is None:
        return ()
    captions = {row["photo"]: one_line(row.get("caption", "")) for row in artefact.content.get("photos", [])}
    return tuple((key, captions.get(key, "")[:80]) for key in artefact.photo_ids)


def costing_in(price: dict[str, Any]) -> dict[str, Any]:
    """The cost sheet of a price piece."""
    names = ("goods_fen", "labour_fen", "packing_fen", "courier_fen", "fee_percent", "loss_percent")
    return {name: price[name] for name in names if price.get(name) is not None}
