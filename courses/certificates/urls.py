from django.urls import path

from courses.certificates import views

app_name = "certificates"
urlpatterns = [
    path("", views.look_up, name="look_up"),
    path("<str:number>/", views.check, name="check"),
    path("<str:number>/pdf/", views.download, name="download"),
    path("<str:number>/revoke/", views.revoke, name="revoke"),
]
