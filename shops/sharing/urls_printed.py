"""Addresses that are printed or sent, and so have no language."""

from django.urls import path

from shops.sharing import views_public

urlpatterns = [
    path("p/<slug:code>", views_public.product_code, name="product_code"),
    path(
        "cards/<slug:shape>/<slug:language>/<slug:of>/<slug:slug>/<slug:mark>.png", views_public.share_card, name="share_card"
    ),
]
