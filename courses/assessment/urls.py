from django.urls import path

from courses.assessment import views

app_name = "assessment"
urlpatterns = [
    path("<int:enrolment_id>/another-product/", views.another_product, name="another_product"),
    path("<int:enrolment_id>/another/<str:piece>/", views.another_visit, name="another_visit"),
    path("<int:enrolment_id>/<str:piece>/<int:number>/", views.piece, name="piece"),
]
