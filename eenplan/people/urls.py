from django.urls import path

from eenplan.people import views

app_name = "people"
urlpatterns = [
    path("<int:pk>/", views.person, name="person"),
    path("wachtend/", views.waiting, name="waiting"),
    path("wachtend/<int:pk>/", views.settle, name="settle"),
    path("<int:pk>/adres/", views.disclose, name="disclose"),
    path("<int:pk>/adres/tonen/", views.address, name="address"),
    path("<int:pk>/adres/openen/", views.waive, name="waive"),
    path("<int:pk>/adres/openen/<int:waiver>/beeindigen/", views.end_waiver, name="end_waiver"),
    path("<int:pk>/adres/geheim/", views.keep_secret, name="keep_secret"),
    path("<int:pk>/adres/geheim/<int:secrecy>/beeindigen/", views.end_secrecy, name="end_secrecy"),
    path("<int:pk>/adres/<int:disclosure>/intrekken/", views.withdraw, name="withdraw"),
]
