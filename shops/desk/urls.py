from django.urls import path

from shops.builder import views as builder
from shops.desk import views, views_orders, views_questions, views_stock

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("coursework/", builder.progress, name="coursework"),
    path("stock/", views_stock.stock, name="stock"),
    path("stock/<int:offer_id>/", views_stock.count, name="count"),
    path("lessons/<uuid:lesson_key>/away/", views.put_away, name="put_away"),
    path("orders/", views_orders.orders, name="orders"),
    path("orders/<int:pk>/", views_orders.order, name="order"),
    path("questions/", views_questions.questions, name="questions"),
    path("questions/<int:pk>/", views_questions.question, name="question"),
    path("changes/", views.changes, name="changes"),
]
