from django.urls import path

from front import my, search

app_name = "front"
urlpatterns = [
    path("my/", my.my, name="my"),
    path("search/", search.search, name="search"),
]
