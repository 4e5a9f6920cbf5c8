"""Writing a message to somebody, in the transaction of what it tells."""

from datetime import datetime
from typing import Any


def tell(*, user: Any, key: str, template: str, context: dict[str, Any], at: datetime, link: str = "") -> None:
    """Write to `user` once for `key`; until the channels stand, nothing is written."""
