from django.urls import path

from courses.mentoring import cohort_views, views_mentor

app_name = "cohort_table"
urlpatterns = [
    path("", cohort_views.cohort_list, name="list"),
    path("mentors/<int:pk>/", views_mentor.mentor, name="mentor"),
    path("<int:pk>/", cohort_views.cohort_table, name="table"),
]
