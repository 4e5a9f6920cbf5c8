from django.urls import path

from shops.builder import views as builder
from shops.desk import views, views_orders, views_reviews, views_stock

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("coursework/", builder.progress, name="coursework"),
    path("stock/", views_stock.stock, name="stock"),
    path("stock/<int:offer_id>/", views_stock.count, name="count"),
    path("lessons/<uuid:lesson_key>/away/", views.put_away, name="put_away"),
    path("orders/", views_orders.orders, name="orders"),
    path("orders/<int:pk>/", views_orders.order, name="order"),
    path("reviews/", views_reviews.reviews, name="reviews"),
    path("reviews/<int:pk>/", views_reviews.review, name="review"),
    path("changes/", views.changes, name="changes"),
]
