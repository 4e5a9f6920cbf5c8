"""What a payment company can do for us: one Protocol, one file for each company. Amounts in fen; nothing here knows our tables.

Calls go over the network and take seconds: never within a transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

TIMEOUT = 6  # seconds for an answer


class Silent(Exception):
    """No answer, or none that can be trusted. What was asked may have been done: ask again with the same number."""


class Refused(Exception):
    """The company says no; `code` is its word for why."""

    def __init__(self, code: str, words: str = "") -> None:
        self.code = code
        super().__init__(f"{code}: {words}" if words else code)


class Forged(Exception):
    """A notification that is not the company's, not for us, or not what its signature covers."""


@dataclass(frozen=True)
class Asked:
    """A payment to be opened. `back_to` is where the buyer's browser comes back; `payer` their openid within WeChat."""

    number: str
    amount: int
    words: str
    means: str
    expires_at: datetime
    back_to: str
    notify_to: str
    ip: str = ""
    payer: str = ""


class Stands(StrEnum):
    """How a payment or refund stands with the company."""

    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Told:
    """What the company says of a payment; `payer`: its own id of who paid, where it says so."""

    number: str
    stands: Stands
    provider_number: str = ""
    amount: int = 0
    currency: str = "CNY"
    payer: str = ""


@dataclass(frozen=True)
class AskedBack:
    """Money to be paid back: of the payment `payment` of `whole` fen."""

    number: str
    payment: str
    amount: int
    whole: int
    words: str


@dataclass(frozen=True)
class ToldBack:
    """What the company says of a refund: OPEN while it is under way, then DONE or FAILED; UNKNOWN when it never heard of it."""

    number: str
    stands: Stands
    provider_number: str = ""
    amount: int = 0


@dataclass(frozen=True)
class News:
    """A notification whose signature and fields are right. `event` is its own number, the same each time it is sent."""

    event: str
    paid: Told | None = None
    back: ToldBack | None = None


@dataclass(frozen=True)
class BillRow:
    """A line of a day's bill: a payment, or a refund of one where `refund` is not ''. `fee` below 0: given back."""

    payment: str
    provider_number: str
    amount: int
    fee: int
    refund: str = ""


class Gateway(Protocol):
    """A payment company. All but `read` raise Silent; those that ask for something raise Refused."""

    way: str

    def open(self, asked: Asked) -> str:
        """Begin a payment; what the buyer's phone opens. Again with the same number: the same payment."""
        ...

    def query(self, number: str) -> Told: ...

    def close(self, number: str) -> None:
        """Let nobody pay it any more. Raises Refused where it was paid."""
        ...

    def refund(self, asked: AskedBack) -> ToldBack:
        """Pay back; the same number again is the same refund."""
        ...

    def query_refund(self, number: str, payment: str) -> ToldBack: ...

    def read(self, headers: Mapping[str, str], body: bytes, at: datetime) -> News:
        """A notification, verified. Raises Forged."""
        ...

    def bill(self, day: date) -> list[BillRow]:
        """What happened on a Shanghai day that is over."""
        ...
