from django.urls import path

from uploads import views

app_name = "uploads"
urlpatterns = [
    path("photos/<uuid:key>/", views.original, name="original"),
    path("enclosures/<uuid:key>/", views.enclosure, name="enclosure"),
]
