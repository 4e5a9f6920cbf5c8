from django.urls import path

from shops.asking import views

app_name = "asking"
urlpatterns = [
    path("products/<slug:slug>/questions/", views.questions, name="questions"),
    path("questions/<slug:key>/", views.asked, name="asked"),
]
