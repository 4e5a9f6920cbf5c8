"""No company and no money: for those who learn to sell. The buyer's own press stands for a payment."""

from collections.abc import Mapping
from datetime import date, datetime

from shops.payments.gateways import Asked, AskedBack, BillRow, Forged, News, Stands, Told, ToldBack


class Practice:
    way = "practice"

    def open(self, asked: Asked) -> str:
        return ""

    def query(self, number: str) -> Told:
        return Told(number, Stands.OPEN)

    def close(self, number: str) -> None:
        return None

    def refund(self, asked: AskedBack) -> ToldBack:
        return ToldBack(asked.number, Stands.DONE, asked.number, asked.amount)

    def query_refund(self, number: str, payment: str) -> ToldBack:
        return ToldBack(number, Stands.DONE, number)

    def read(self, headers: Mapping[str, str], body: bytes, at: datetime) -> News:
        raise Forged("nobody sends any")

    def bill(self, day: date) -> list[BillRow]:
        return []
