"""Addresses of machines: companies notify here; within WeChat, a browser comes back here with who pays."""

from django.urls import path, re_path

from shops.payments import views_notices

app_name = "paying"
urlpatterns = [
    re_path("^paying/(?P<way>wechat|alipay)/notice/$", views_notices.notice, name="notice"),
    path("paying/wechat/payer/", views_notices.payer, name="payer"),
]
