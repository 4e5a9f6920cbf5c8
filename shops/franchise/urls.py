from django.urls import URLPattern

app_name = "franchise"
urlpatterns: list[URLPattern] = []
