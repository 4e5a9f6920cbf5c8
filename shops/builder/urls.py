from django.urls import path

from shops.builder import views

app_name = "builder"
urlpatterns = [path("", views.progress, name="progress")]
