from django.urls import path

from shops.payments import views, views_transfers

app_name = "payments"
urlpatterns = [
    path("orders/<slug:number>/pay/", views.pay, name="pay"),
    path("orders/<slug:number>/pay/back/", views.back, name="back"),
    path("orders/<slug:number>/pay/state/", views.state, name="state"),
    path("orders/<slug:number>/pay/<slug:try_number>/", views.trying, name="trying"),
    path("orders/<slug:number>/pay/<slug:try_number>/practised/", views.practised, name="practised"),
    path("orders/<slug:number>/pay/<slug:try_number>/proof/", views_transfers.proof, name="proof"),
    path("franchise/transfers/", views_transfers.transfers, name="transfers"),
    path("franchise/transfers/<int:pk>/", views_transfers.transfer, name="transfer"),
    path("franchise/transfers/<int:pk>/picture/", views_transfers.picture, name="picture"),
]
