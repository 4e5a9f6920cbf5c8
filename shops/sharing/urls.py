from django.urls import path

from shops.sharing import views

app_name = "sharing"
urlpatterns = [
    path("", views.share, name="share"),
    path("goods/<int:product_id>/", views.share_product, name="product"),
    path("poster/", views.poster, name="poster"),
    path("labels/", views.labels, name="labels"),
    path("printed/<int:pk>/", views.printed, name="printed"),
]
