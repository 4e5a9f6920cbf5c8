"""Goods as a sheet: written out with both languages' headings, and read again in either, whatever the order of its columns."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from common.money import yuan
from common.sheets import packed, write
from shops.catalogue.contents import written
from shops.catalogue.models import Product, Variant
from uploads.refusals import Refused
from uploads.tables.lines import Line, Sheet

MOST_ROWS = 300
DEEPEST = 10  # lines of a sheet in which the headings are looked for
NUMBERED = re.compile(r"V(\d{1,12})\Z", re.I)
COLUMNS = {
    "key": ("编号", "Number"), "name": ("商品名称", "Product"), "category": ("类目", "Category"),
    "contents": ("净含量", "In one pack"), "pack_name": ("规格名称", "Pack"), "price": ("单买价", "Price alone"),
    "group_price": ("拼团价", "Group price"), "group_size": ("拼团人数", "Group of"), "stock": ("库存", "Stock"),
    "grade": ("等级", "Grade"), "months": ("采收月份", "Months"), "batch": ("批次", "Batch"),
    "storage": ("保存方法", "How to keep it"), "keeps": ("保质期", "Best before"), "origin": ("产地", "Origin"),
    "about": ("介绍", "About"), "state": ("状态", "State"),
}  # fmt: skip
ALSO = {"product name": "name", "商品": "name", "品名": "name", "重量": "contents", "net weight": "contents", "价格": "price",
        "price": "price", "单价": "price", "规格": "pack_name", "月份": "months", "season": "months"}  # fmt: skip
EXAMPLES = (
    (
        "",
        "河口苦茶 春芽",
        "茶叶",
        "250克",
        "袋装",
        "49",
        "38",
        "3",
        "42",
        "一芽二叶",
        "3、4",
        "PMH-2603-01",
        "密封避光",
        "18个月",
        "",
        "",
        "",
    ),
    ("", "河口苦茶 春芽", "茶叶", "半斤", "罐装", "五十五", "", "", "20", "", "", "", "", "", "", "", ""),
    (
        "",
        "水口猕猴桃",
        "新鲜水果",
        "5斤/箱",
        "",
        "58.5",
        "",
        "",
        "30",
        "80–100 克/个",
        "9-10",
        "",
        "阴凉通风",
        "10天",
        "",
        "",
        "",
    ),
)
WIDTHS = {"name": 24, "about": 40, "storage": 18, "origin": 18}


class NoGoodsHeadings(Refused):
    message = _(
        "We found no row of headings. Above the goods there must be a row that says at least 商品名称 (product) and 单买价 "
        "(price alone), each in its own column. The example sheet has it."
    )


@dataclass(frozen=True)
class Cells:
    """One line of the sheet: its number, and what stands in each column we know."""

    number: int
    said: dict[str, str]


def headings() -> list[str]:
    return [f"{chinese} {english}" for chinese, english in COLUMNS.values()]


def book_of(rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook with our headings; every cell is text, so that nothing is shortened or run."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "商品 Goods"
    write(sheet, 1, headings(), bold=True)
    for number, row in enumerate(rows, 2):
        write(sheet, number, row)
    for column, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, 14)
    sheet.freeze_panes = "C2"
    return packed(book)


def example() -> bytes:
    """The sheet to fill in, with three lines that show how."""
    return book_of(EXAMPLES)


def goods_sheet(variants: Iterable[Variant]) -> bytes:
    """These packs, one a line, with the number by which they are known again."""
    return book_of(line_of(variant) for variant in variants)


def line_of(variant: Variant) -> list[str]:
    product, offer = variant.product, variant.offer
    money = ["" if fen is None else yuan(fen).lstrip("¥").replace(",", "") for fen in (offer.price, offer.group_price)]
    months = "、".join(map(str, product.harvest_months))
    return [
        f"V{variant.pk}", product.name, product.category.name, written(variant), variant.name, *money,
        str(offer.group_size or ""), str(offer.stock), product.grade, months, product.batch,
        product.storage, product.best_before, product.origin, product.about, str(Product.State(product.state).label),
    ]  # fmt: skip


def meaning(heading: str) -> str:
    """Which column a heading names: "单买价 Price alone", "单买价（元）", "price alone"; '' for none."""
    plain = re.sub(r"\([^)]*\)|[*:：]", "", unicodedata.normalize("NFKC", heading)).strip().lower()
    for name, (chinese, english) in COLUMNS.items():
        if plain in (chinese, english.lower(), f"{chinese} {english.lower()}", f"{chinese}{english.lower()}"):
            return name
    return ALSO.get(plain, "")


def lines_in(sheets: Sequence[Sheet]) -> list[Cells]:
    """The lines below the headings of every sheet that has them. Raises NoGoodsHeadings."""
    found: list[Cells] = []
    for sheet in sheets:
        for place, line in enumerate(sheet.lines[:DEEPEST]):
            columns = columns_in(line)
            if {"price", "name"} <= set(columns.values()):
                found += [Cells(each.number, said_in(each, columns)) for each in sheet.lines[place + 1 :]]
                break
    if not found:
        raise NoGoodsHeadings
    return [line for line in found if line.said.get("name") or line.said.get("key")]


def columns_in(line: Line) -> dict[int, str]:
    """Place → column, each column once."""
    found: dict[int, str] = {}
    for place, text in enumerate(line.cells):
        if (name := meaning(text)) and name not in found.values():
            found[place] = name
    return found


def said_in(line: Line, columns: dict[int, str]) -> dict[str, str]:
    return {name: line.cells[place] for place, name in columns.items() if place < len(line.cells)}
