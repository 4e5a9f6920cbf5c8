from django.urls import path

from courses.mentoring import reviewing, views

app_name = "mentoring"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("review/<int:version_id>/", reviewing.review, name="review"),
]
