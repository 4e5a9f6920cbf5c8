from django.urls import path

from shops.franchise import views, views_manage

app_name = "franchise"
urlpatterns = [
    path("", views.inspect_list, name="inspect_list"),
    path("shops/", views_manage.register, name="register"),
    path("<int:shop_id>/", views.inspect, name="inspect"),
    path("<int:shop_id>/stop/", views_manage.stop, name="stop"),
    path("<int:shop_id>/reopen/", views_manage.reopen, name="reopen"),
    path("<int:shop_id>/address/", views_manage.address, name="address"),
]
