"""What every role may do in the CMS, in one place: each part says its own, here they are called."""

from cms.permissions import allow_editing
from shops.builder.permissions import allow_keeping_brands
from shops.catalogue.permissions import allow_keeping_the_market
from shops.desk.permissions import allow_keeping_the_advice
from shops.market.permissions import allow_choosing
from shops.range.permissions import allow_keeping_the_range
from shops.standards.permissions import allow_keeping_the_standards


def allow_all() -> None:
    """Let each role's group do what it may. Running it again changes nothing; the home pages must be there."""
    allow_editing()
    allow_keeping_the_market()
    allow_keeping_brands()
    allow_keeping_the_standards()
    allow_keeping_the_range()
    allow_keeping_the_advice()
    allow_choosing()
