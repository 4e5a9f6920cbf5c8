app_name = "presale"
urlpatterns: list = []
