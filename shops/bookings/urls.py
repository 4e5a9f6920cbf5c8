from django.urls import path

from shops.bookings import views, views_waiting, views_waits

app_name = "bookings"
urlpatterns = [
    path("orders/<slug:number>/visits/<int:pk>/", views.booking, name="booking"),
    path("orders/<slug:number>/visits/<int:pk>/off/", views.call_off, name="call_off"),
    path("orders/<slug:number>/visits/<int:pk>/days/", views.days, name="days"),
    path("orders/<slug:number>/visits/<int:pk>/voucher/", views.ask_voucher, name="ask_voucher"),
    path("orders/<slug:number>/visits/<int:pk>/voucher.pdf", views.voucher, name="voucher"),
    path("visits/<int:pk>/wait/", views_waiting.wait, name="wait"),
    path("waiting/", views_waits.waits, name="waits"),
    path("waiting/code/", views_waits.code, name="waits_code"),
    path("waiting/<str:key>/", views_waiting.waiting, name="waiting"),
]
