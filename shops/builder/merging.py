"""Three-way merge, field by field: what the work said, what stands, what the work says now. Pure; values are JSON.

The owner's word is never overwritten. `base` holds what the work said when a field was last settled: taken, agreed with,
or decided by the owner. Where the owner left the base as it was, the new word comes in; where the work says nothing new,
theirs stays; where both have moved apart, the difference is offered until they choose, and not again until the work says more.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]  # field → JSON value
YOURS, NEW = "yours", "new"


@dataclass(frozen=True)
class Merged:
    """`taken` is to be put into the shop; `differing` (field → the owner's, the work's) is to be offered."""

    base: Values
    taken: Values = field(default_factory=dict)
    differing: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def merge(*, base: Values, yours: Values, new: Values) -> Merged:
    """A field that is not in `yours` no longer exists in the shop: nothing comes of it."""
    settled, taken, differing = dict(base), {}, {}
    for name, value in new.items():
        if name not in yours:
            continue
        mine = yours[name]
        if mine == value:
            settled[name] = value
        elif name in base and base[name] == value:
            continue
        elif name in base and base[name] == mine:
            settled[name] = taken[name] = value
        else:
            differing[name] = (mine, value)
    return Merged(settled, taken, differing)


def settle(merged: Merged, chosen: Mapping[str, str]) -> Merged:
    """`merged` with the owner's choices (field → YOURS or NEW) made; what they did not choose goes on being offered."""
    base, taken, differing = dict(merged.base), dict(merged.taken), {}
    for name, (mine, value) in merged.differing.items():
        if name not in chosen:
            differing[name] = (mine, value)
            continue
        base[name] = value
        if chosen[name] == NEW:
            taken[name] = value
    return Merged(base, taken, differing)


def token(mine: Any, value: Any) -> str:
    """Names a difference as it was shown: a choice made of other words than these does not count."""
    said = json.dumps([mine, value], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
