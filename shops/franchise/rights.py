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
    """The owner and those who help, whatever they may do there: they see it as it was left. For the rest see below."""
    return owns(user, shop) or shop.helpers.filter(person_id=user.pk).exists()


def rights_in(user: Any, shop: Shop) -> frozenset[str]:
    """Values of Helper.Right that the person has in the shop: the owner all, a stranger none. One query, none for the owner."""
    if owns(user, shop):
        return frozenset(Helper.Right.values)
    helper = Helper.objects.filter(shop=shop, person_id=user.pk).first()
    return frozenset(helper.rights) if helper else frozenset()


@rule("change goods")
def may_change_goods(user: Any, shop: Shop) -> bool:
    """Goods, packs, prices, stock and their photographs."""
    return Helper.Right.GOODS in rights_in(user, shop)


@rule("link to pages")
def may_link(user: Any, shop: Shop) -> bool:
    """Who keeps its goods; editors, who know the pages; franchise managers. They say what goods belong to, nothing else."""
    return may_change_goods(user, shop) or has_role(user, Role.EDITOR, Role.FRANCHISE_MANAGER)


@rule("change looks")
def may_change_looks(user: Any, shop: Shop) -> bool:
    """The sign, words, delivery, parts and notices; their versions; what guests may come to."""
    return Helper.Right.LOOKS in rights_in(user, shop)


@rule("share shop")
def may_share(user: Any, shop: Shop) -> bool:
    """Posters, labels, cards and links that carry the shop to others."""
    return Helper.Right.SHARE in rights_in(user, shop)


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
