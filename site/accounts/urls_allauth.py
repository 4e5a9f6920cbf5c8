"""The same pages under the names allauth's machinery calls them by, and its pages of the second factor."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("sign-in/", views.SignInView.as_view(), name="account_login"),
    path("sign-in/", views.SignInView.as_view(), name="account_request_login_code"),
    path("sign-in/code/", views.CodeView.as_view(), name="account_confirm_login_code"),
    path("sign-up/", views.SignUpView.as_view(), name="account_signup"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("inactive/", views.inactive, name="account_inactive"),
    path("second-factor/", include("allauth.mfa.urls")),
]
