from django.urls import path

from shops.franchise import views

app_name = "franchise"
urlpatterns = [
    path("", views.inspect_list, name="inspect_list"),
    path("<int:shop_id>/", views.inspect, name="inspect"),
]
