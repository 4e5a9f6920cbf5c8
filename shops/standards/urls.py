"""Under the franchise's own name: its managers' pages."""

from django.urls import path

from shops.standards import views, views_breaches, views_manage

app_name = "franchise"
urlpatterns = [
    path("", views.inspect_list, name="inspect_list"),
    path("shops/", views_manage.register, name="register"),
    path("unkept/", views_breaches.unkept_lines, name="unkept_lines"),
    path("<int:shop_id>/unkept/<int:line_id>/warn/", views_breaches.warn_of_line, name="warn_of_line"),
    path("<int:shop_id>/", views.inspect, name="inspect"),
    path("<int:shop_id>/stop/", views_manage.stop, name="stop"),
    path("<int:shop_id>/reopen/", views_manage.reopen, name="reopen"),
    path("<int:shop_id>/measures/<int:measure_id>/end/", views_manage.end_measure, name="end_measure"),
    path("<int:shop_id>/measures/<int:measure_id>/answer/", views_manage.answer_objection, name="answer_objection"),
    path("<int:shop_id>/rights/", views_manage.right, name="right"),
    path("<int:shop_id>/address/", views_manage.address, name="address"),
]
