from django.urls import path

from courses.mentoring import views

app_name = "mentoring"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("review/<int:version_id>/", views.review, name="review"),
]
