from django.urls import URLPattern

app_name = "provisions"
urlpatterns: list[URLPattern] = []
