from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignInView.as_view(), name="sign_in"),
    path("sign-up/", views.SignUpView.as_view(), name="sign_up"),
    path("name/", views.change_name, name="change_name"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
