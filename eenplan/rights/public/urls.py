from django.urls import path

from eenplan.rights.public import views

urlpatterns = [
    path("huis/<slug:code>/", views.house, name="public_house"),
    path("netwerk/<slug:code>/openbaar/", views.edit, name="public_edit"),
]
