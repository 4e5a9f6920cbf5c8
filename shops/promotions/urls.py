from django.urls import path

from shops.promotions import views

app_name = "promotions"
urlpatterns = [
    path("my/coupons/", views.coupons, name="coupons"),
    path("coupons/<int:pk>/collect/", views.collect, name="collect"),
]
