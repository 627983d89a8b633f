from django.urls import path

from eenplan.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("<str:number>/", views.overview, name="overview"),
    path("<str:number>/personen/", views.overview, name="people"),
    path("<str:number>/deelnemers/", views.overview, name="participants"),
    path("<str:number>/afsluiten/", views.overview, name="closing"),
]
