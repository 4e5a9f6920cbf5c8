"""Who may see a shop before it is open, who may change it, who inspects it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from shops.franchise.models import Helper, Shop


def is_franchise_manager(user: Any) -> bool:
    """Whether the person inspects shops for the county."""
    return has_role(user, Role.FRANCHISE_MANAGER)


def owns(user: Any, shop: Shop) -> bool:
    return shop.owner_id == user.pk


@scope(Shop)
def shops_seen_by(user: Any) -> QuerySet[Shop]:
    """Open shops; those the person owns or helps in; all, drafts too, for those who inspect."""
    if not getattr(user, "is_authenticated", False):
        return Shop.objects.open()
    if is_franchise_manager(user):
        return Shop.objects.all()
    helps = Exists(Helper.objects.filter(shop=OuterRef("pk"), person_id=user.pk))
    return Shop.objects.filter(Q(state=Shop.State.OPEN) | Q(owner_id=user.pk) | helps)


@rule("see shop")
def may_see(user: Any, shop: Shop) -> bool:
    return shop.is_open or owns(user, shop) or is_franchise_manager(user) or shop.helpers.filter(person_id=user.pk).exists()


@rule("change shop")
def may_change(user: Any, shop: Shop) -> bool:
    """The owner and those who help; whether its state lets it be changed is the operation's question."""
    return owns(user, shop) or shop.helpers.filter(person_id=user.pk).exists()


@rule("sign for shop")
def may_sign(user: Any, shop: Shop) -> bool:
    """Only the owner binds themselves."""
    return owns(user, shop)


@rule("choose helpers")
def may_choose_helpers(user: Any, shop: Shop) -> bool:
    """Only the owner says who helps."""
    return owns(user, shop)


@rule("change address")
def may_change_address(user: Any, shop: Shop) -> bool:
    """The owner while the shop may be changed, and a franchise manager until it is closed."""
    if shop.state == Shop.State.CLOSED:
        return False
    return (owns(user, shop) and shop.is_changeable) or may_inspect(user, shop)


@rule("inspect shops")
def may_inspect_any(user: Any, _: None) -> bool:
    return is_franchise_manager(user)


@rule("inspect shop")
def may_inspect(user: Any, shop: Shop) -> bool:
    """A franchise manager; never their own shop."""
    return is_franchise_manager(user) and not owns(user, shop)
