from django.urls import re_path
from wagtail.urls import serve_pattern

from cms import views

urlpatterns = [re_path(serve_pattern, views.serve, name="page")]
