from django.urls import path

from courses.certificates import badge_views

app_name = "badges"
urlpatterns = [
    path(".well-known/did.json", badge_views.did_document, name="did"),
    path(".well-known/jwks.json", badge_views.jwks, name="jwks"),
    path("badges/issuer/", badge_views.issuer, name="issuer"),
    path("badges/achievements/<uuid:programme>/", badge_views.achievement, name="achievement"),
    path("badges/status/<int:edition>/<int:block>/", badge_views.status, name="status"),
    path("badges/<str:number>/", badge_views.badge, name="badge"),
    path("badges/<str:number>/badge.svg", badge_views.picture, name="picture"),
]
