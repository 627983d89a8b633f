from django.urls import path

from eenplan.ui import views

app_name = "ui"
urlpatterns = [path("stijlgids/", views.styleguide, name="styleguide")]
