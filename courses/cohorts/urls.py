from django.urls import path

from courses.cohorts import deciding, keeping, mentor_views, views

app_name = "cohorts"
urlpatterns = [
    path("applications/", deciding.applications, name="applications"),
    path("applications/<int:pk>/", deciding.application, name="application"),
    path("cohorts/places/<int:pk>/", keeping.place, name="place"),
    path("cohorts/mentors/", mentor_views.mentor_list, name="mentors"),
    path("<slug:programme_slug>/apply/", views.apply, name="apply"),
    path("<slug:programme_slug>/apply/check/", views.check, name="apply_check"),
    path("<slug:programme_slug>/apply/withdraw/", views.withdraw, name="apply_withdraw"),
    path("<slug:programme_slug>/apply/<slug:step>/", views.apply_step, name="apply_step"),
]
