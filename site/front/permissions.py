"""What every role may do in the CMS, in one place: each part says its own, here they are called."""

from cms.permissions import allow_editing
from shops.catalogue.permissions import allow_keeping_the_market
from shops.market.permissions import allow_choosing


def allow_all() -> None:
    """Let each role's group do what it may. Running it again changes nothing; the home pages must be there."""
    allow_editing()
    allow_keeping_the_market()
    allow_choosing()
