from django.urls import re_path
from wagtail.urls import serve_pattern

from cms import views
from cms.exports.views import page_file

urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)+)map\.(?P<form>gpx|kml|geojson|ics)$", page_file, name="page_file"),
    re_path(serve_pattern, views.serve, name="page"),
]
