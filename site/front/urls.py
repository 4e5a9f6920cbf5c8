from django.urls import path

from front import errors, my, search

app_name = "front"
urlpatterns = [
    path("offline/", errors.offline, name="offline"),
    path("my/", my.my, name="my"),
    path("search/", search.search, name="search"),
]
