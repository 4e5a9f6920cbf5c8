from django.urls import path

from shops.storefront import views

app_name = "storefront"
urlpatterns = [
    path("market/", views.market, name="market"),
    path("market/all/", views.all_goods, name="all_goods"),
    path("market/specials/<int:pk>/", views.special, name="special"),
    path("market/<slug:slug>/", views.category, name="category"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("shops/", views.shops, name="shops"),
    path("shops/<slug:slug>/", views.shop, name="shop"),
]
