from django.urls import path

from courses.cohorts import deciding, views

app_name = "cohorts"
urlpatterns = [
    path("applications/", deciding.applications, name="applications"),
    path("applications/<int:pk>/", deciding.application, name="application"),
    path("<slug:programme_slug>/apply/", views.apply, name="apply"),
    path("<slug:programme_slug>/apply/check/", views.check, name="apply_check"),
    path("<slug:programme_slug>/apply/withdraw/", views.withdraw, name="apply_withdraw"),
    path("<slug:programme_slug>/apply/<slug:step>/", views.apply_step, name="apply_step"),
]
