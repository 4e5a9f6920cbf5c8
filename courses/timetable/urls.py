from django.urls import path

from courses.timetable import views

app_name = "timetable"
urlpatterns = [
    path("<int:pk>/dates/", views.dates, name="dates"),
    path("places/<int:pk>/dates/", views.own_dates, name="own_dates"),
]
