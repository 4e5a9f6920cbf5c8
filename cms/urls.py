from django.urls import path, re_path
from wagtail.urls import serve_pattern

from cms import views
from cms.exports.views import page_file
from cms.taking import views as taking

urlpatterns = [
    path("visit/festivals/calendar.ics", views.festivals_file, name="festivals_file"),
    path("visit/festivals/<slug:slug>.ics", views.festival_file, name="festival_file"),
    path("captions/<int:pk>-<str:language>.vtt", views.captions, name="captions"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)map\.(?P<form>gpx|kml|geojson|ics)$", page_file, name="page_file"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)take/$", taking.take, name="take_route"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)booklet\.pdf$", taking.booklet, name="route_booklet"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)pack\.zip$", taking.pack, name="route_pack"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)pack\.html$", taking.pack_page, name="route_pack_page"),
    re_path(serve_pattern, views.serve, name="page"),
]
