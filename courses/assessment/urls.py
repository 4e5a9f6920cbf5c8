from django.urls import path

from courses.assessment import quick_check, views

app_name = "assessment"
urlpatterns = [
    path("check/<uuid:lesson_key>/", quick_check.take_check, name="quick_check"),
    path("<int:enrolment_id>/another-product/", views.another_product, name="another_product"),
    path("<int:enrolment_id>/<str:piece>/<int:number>/", views.piece, name="piece"),
]
