from django.urls import path

from eenplan.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("<str:number>/", views.overview, name="overview"),
    path("<str:number>/personen/", views.people, name="people"),
    path("<str:number>/personen/zoeken/", views.find_person, name="find_person"),
    path("<str:number>/personen/gevonden/", views.found_person, name="found_person"),
    path("<str:number>/personen/invoeren/", views.enter_person, name="enter_person"),
    path("<str:number>/personen/<int:pk>/weg/", views.take_out, name="take_out"),
    path("<str:number>/deelnemers/", views.participants, name="participants"),
    path("<str:number>/deelnemers/toevoegen/", views.involve, name="involve"),
    path("<str:number>/deelnemers/<int:pk>/professionals/", views.name_professional, name="name_professional"),
    path("<str:number>/deelnemers/<int:pk>/beeindigen/", views.end_participation, name="end_participation"),
    path("<str:number>/deelnemers/professionals/<int:pk>/weg/", views.dismiss, name="dismiss"),
    path("<str:number>/regie/<int:pk>/antwoord/", views.answer, name="answer"),
    path("<str:number>/regie/<int:pk>/intrekken/", views.take_back, name="take_back"),
    path("<str:number>/regie/<str:kind>/", views.offer, name="offer"),
    path("<str:number>/ave/", views.phase, name="phase"),
    path("<str:number>/afsluiten/", views.closing, name="closing"),
    path("<str:number>/afsluiten/besluit/", views.close, name="close"),
]
