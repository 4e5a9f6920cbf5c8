"""Notices on their days."""

from datetime import date
from typing import Any


def on(rows: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """Those that shoppers see on this day. Days are ISO texts, which sort as the days do."""
    return [row for row in rows if row.get("from", "") <= today.isoformat() <= row.get("until", "")]


def still_to_come(rows: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """Those whose last day is not over."""
    return [row for row in rows if row.get("until", "") >= today.isoformat()]
