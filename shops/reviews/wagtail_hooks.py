"""Reviews of buyers in the CMS's menu."""

from wagtail import hooks

from shops.reviews.admin import ReviewViewSet


@hooks.register("register_admin_viewset")
def reviews_of_buyers() -> ReviewViewSet:
    return ReviewViewSet()
