"""What was asked of a pretended company, in memory: payments, refunds, and the notifications that are on their way."""

import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))


@dataclass
class Refunded:
    number: str
    amount: int
    at: datetime
    provider_number: str


@dataclass
class Trade:
    """`state`: open, paid or closed. `notify_to` and `back_to` are the merchant's addresses."""

    number: str
    amount: int
    words: str
    means: str
    notify_to: str
    back_to: str
    state: str = "open"
    provider_number: str = ""
    paid_at: datetime | None = None
    event: str = ""
    refunds: dict[str, Refunded] = field(default_factory=dict)

    @property
    def returned(self) -> int:
        return sum(one.amount for one in self.refunds.values())


class Books:
    """A company's books. `clock` gives its time; with `silent` it answers as a company that is down would."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.trades: dict[str, Trade] = {}
        self.lock = threading.RLock()
        self.silent = False
        self.slow_refunds = False  # refunds are under way until they are asked about

    def now(self) -> datetime:
        return datetime.now(SHANGHAI)

    def open(self, trade: Trade) -> Trade:
        """The same number again is the same payment; asked otherwise, it stays what it was."""
        with self.lock:
            return self.trades.setdefault(trade.number, trade)

    def pay(self, number: str) -> Trade:
        """The buyer pays. What was closed may not be paid."""
        with self.lock:
            trade = self.trades[number]
            if trade.state == "open":
                trade.state, trade.paid_at = "paid", self.now()
                trade.provider_number = f"42{trade.paid_at:%Y%m%d}{secrets.randbelow(10**16):016d}"
                trade.event = secrets.token_hex(16)
            return trade

    def close(self, number: str) -> bool:
        """Whether it is closed now; what was paid is not."""
        with self.lock:
            trade = self.trades.get(number)
            if trade is None or trade.state == "paid":
                return trade is None
            trade.state = "closed"
            return True

    def refund(self, number: str, refund: str, amount: int) -> Refunded | None:
        """None where that is more than was paid; the same refund number again is the same refund."""
        with self.lock:
            trade = self.trades.get(number)
            if trade is None or trade.state != "paid":
                return None
            if refund in trade.refunds:
                return trade.refunds[refund]
            if amount < 1 or trade.returned + amount > trade.amount:
                return None
            made = Refunded(refund, amount, self.now(), f"50{secrets.randbelow(10**16):016d}")
            trade.refunds[refund] = made
            return made

    def refund_at(self, number: str) -> tuple[Trade, Refunded] | None:
        with self.lock:
            for trade in self.trades.values():
                if number in trade.refunds:
                    return trade, trade.refunds[number]
        return None
