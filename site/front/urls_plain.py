from django.urls import path, re_path
from wagtail.images.views.serve import ServeView

from front import entrances, health, page_cards, sitemap

urlpatterns = [
    path("", entrances.root, name="root"),
    path("c/<slug:number>", entrances.certificate, name="certificate_code"),
    path("d/<slug:code>", entrances.training_day, name="attendance_code"),
    path("cards/pages/<int:pk>/<slug:mark>.<slug:kind>", page_cards.page_card, name="page_card"),
    re_path(r"^images/([^/]*)/(\d*)/([^/]*)/[^/]*$", ServeView.as_view(), name="wagtailimages_serve"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("worker.js", entrances.worker, name="worker"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:part>.xml", sitemap.sitemap_part, name="sitemap_part"),
]
