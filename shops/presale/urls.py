from django.urls import path

from shops.presale import views, views_franchise, views_shop

app_name = "presale"
urlpatterns = [
    path("presales/<int:pk>/", views.checkout, name="checkout"),
    path("presales/<int:pk>/check/", views.check, name="check"),
    path("orders/<slug:number>/call-off-booking/", views.go, name="call_off"),
    path("my/shop/presales/", views_shop.presales, name="shop"),
    path("my/shop/presales/start/<int:offer_id>/", views_shop.start, name="start"),
    path("my/shop/presales/<int:pk>/", views_shop.one, name="one"),
    path("my/shop/presales/<int:pk>/ready/", views_shop.is_ready, name="ready"),
    path("my/shop/presales/<int:pk>/change/", views_shop.is_otherwise, name="change"),
    path("my/shop/presales/<int:pk>/later/", views_shop.is_later, name="later"),
    path("my/shop/presales/<int:pk>/failed/", views_shop.has_failed, name="failed"),
    path("franchise/presales/", views_franchise.presales, name="all"),
    path("franchise/presales/<int:pk>/", views_franchise.one, name="for_manager"),
    path("franchise/presales/<int:pk>/failed/", views_franchise.has_failed, name="failed_for_shop"),
]
