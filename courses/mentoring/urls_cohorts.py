from django.urls import path

from courses.mentoring import cohort_views

app_name = "cohort_table"
urlpatterns = [
    path("", cohort_views.cohort_list, name="list"),
    path("<int:pk>/", cohort_views.cohort_table, name="table"),
]
