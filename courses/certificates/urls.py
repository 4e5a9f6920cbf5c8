from django.urls import path

from courses.certificates import batch_views, views

app_name = "certificates"
urlpatterns = [
    path("", views.look_up, name="look_up"),
    path("cohorts/<int:pk>/", batch_views.cohort, name="cohort"),
    path("cohorts/<int:pk>/make/", batch_views.make, name="make"),
    path("batches/<int:pk>/pdf/", batch_views.batch_file, name="batch_file"),
    path("<str:number>/", views.check, name="check"),
    path("<str:number>/pdf/", views.download, name="download"),
    path("<str:number>/revoke/", views.revoke, name="revoke"),
    path("<str:number>/reinstate/", views.reinstate, name="reinstate"),
]
