"""The franchise managers' money: below /franchise/money/."""

from django.urls import path

from shops.settlement import views, views_paying

app_name = "settlement"
urlpatterns = [
    path("", views.money, name="money"),
    path("orders/", views.find, name="find"),
    path("orders/<slug:number>/", views.order, name="order"),
    path("runs/<slug:key>/", views_paying.run, name="run"),
    path("runs/<slug:key>/draw-up/", views_paying.draw_up, name="draw_up"),
    path("runs/<slug:key>/approve/", views_paying.approve, name="approve"),
    path("runs/<slug:key>/file/", views_paying.make_file, name="make_file"),
    path("files/<int:pk>/", views_paying.file_sheet, name="file_sheet"),
    path("files/<int:pk>/paid/", views_paying.file_paid, name="file_paid"),
    path("settlements/<int:pk>/", views_paying.one, name="one"),
    path("settlements/<int:pk>/hold-back/", views_paying.hold_back, name="hold_back"),
    path("settlements/<int:pk>/paid/", views_paying.paid, name="paid"),
    path("settlements/<int:pk>/failed/", views_paying.failed, name="failed"),
]
