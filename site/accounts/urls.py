from django.urls import path

from accounts import views, views_email

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignInView.as_view(), name="sign_in"),
    path("sign-up/", views.SignUpView.as_view(), name="sign_up"),
    path("name/", views.change_name, name="change_name"),
    path("email/", views_email.change_email, name="change_email"),
    path("email/code/", views_email.prove, name="prove_email"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
