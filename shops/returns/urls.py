from django.urls import path

from shops.returns import views, views_disputes

app_name = "returns"
urlpatterns = [
    path("orders/<slug:number>/<int:pk>/claim/", views.claim, name="claim"),
    path("orders/<slug:number>/claims/<int:pk>/", views.claimed, name="claimed"),
    path("files/claims/<slug:key>/", views.photo, name="photo"),
    path("franchise/disputes/", views_disputes.disputes, name="disputes"),
    path("franchise/disputes/<int:pk>/", views_disputes.dispute, name="dispute"),
]
