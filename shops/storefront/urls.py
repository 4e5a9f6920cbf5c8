from django.urls import path

from shops.storefront import views, views_links, views_reviews, views_visit

app_name = "storefront"
urlpatterns = [
    path("market/", views.market, name="market"),
    path("market/all/", views.all_goods, name="all_goods"),
    path("market/specials/<int:pk>/", views.special, name="special"),
    path("market/<slug:slug>/", views.category, name="category"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("products/<slug:slug>/reviews/", views_reviews.reviews, name="reviews"),
    path("products/<slug:slug>/links/", views_links.product_links, name="product_links"),
    path("visits/<int:pk>/", views_visit.visit, name="visit"),
    path("links/<int:change_id>/undo/", views_links.undo, name="undo_links"),
    path("shops/", views.shops, name="shops"),
    path("shops/<slug:slug>/", views.shop, name="shop"),
    path("shops/<slug:slug>/links/", views_links.shop_links, name="shop_links"),
]
