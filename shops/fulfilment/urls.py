from django.urls import path

from shops.fulfilment import views, views_receipts, views_unmoved

app_name = "fulfilment"
urlpatterns = [
    path("orders/<slug:number>/<int:pk>/received/", views.received, name="received"),
    path("orders/<slug:number>/<int:pk>/off/", views.call_off, name="call_off"),
    path("orders/<slug:number>/receipt/", views_receipts.ask, name="ask_receipt"),
    path("orders/<slug:number>/receipt.pdf", views_receipts.receipt, name="receipt"),
    path("franchise/parcels/", views_unmoved.unmoved, name="unmoved"),
]
