from django.urls import path

from front import search

app_name = "front"
urlpatterns = [
    path("search/", search.search, name="search"),
]
