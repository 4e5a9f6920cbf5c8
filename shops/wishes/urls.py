from django.urls import path

from shops.wishes import views

app_name = "wishes"
urlpatterns = [
    path("wishes/", views.wishes, name="wishes"),
    path("wishes/undo/", views.undo, name="undo"),
    path("wishes/<int:offer_id>/keep/", views.keep, name="keep"),
    path("wishes/<int:offer_id>/out/", views.out, name="out"),
    path("wishes/<int:offer_id>/basket/", views.basket, name="basket"),
]
