from django.urls import path

from eenplan.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("controle/", views.verify, name="verify"),
]
