from django.urls import path

from front import errors, letters, my, search

app_name = "front"
urlpatterns = [
    path("offline/", errors.offline, name="offline"),
    path("my/", my.my, name="my"),
    path("my/messages/", letters.letters, name="letters"),
    path("search/", search.search, name="search"),
]
