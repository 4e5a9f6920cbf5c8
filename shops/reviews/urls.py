from django.urls import path

from shops.reviews import views

app_name = "reviews"
urlpatterns = [
    path("orders/<slug:number>/lines/<int:pk>/review/", views.review, name="review"),
    path("orders/<slug:number>/lines/<int:pk>/review/withdraw/", views.withdraw, name="withdraw"),
]
