from django.urls import path

from eenplan.cases import views, views_access

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("noodtoegang/", views_access.emergencies, name="emergencies"),
    path("noodtoegang/<int:pk>/", views_access.judge, name="emergency"),
    path("<slug:number>/deelnemers/<int:pk>/nog-nodig/", views_access.needed, name="needed"),
    path("<slug:number>/", views.overview, name="overview"),
    path("<slug:number>/personen/", views.people, name="people"),
    path("<slug:number>/personen/zoeken/", views.find_person, name="find_person"),
    path("<slug:number>/personen/gevonden/", views.found_person, name="found_person"),
    path("<slug:number>/personen/invoeren/", views.enter_person, name="enter_person"),
    path("<slug:number>/personen/<int:pk>/weg/", views.take_out, name="take_out"),
    path("<slug:number>/deelnemers/", views.participants, name="participants"),
    path("<slug:number>/deelnemers/toevoegen/", views.involve, name="involve"),
    path("<slug:number>/deelnemers/<int:pk>/professionals/", views.name_professional, name="name_professional"),
    path("<slug:number>/deelnemers/<int:pk>/beeindigen/", views.end_participation, name="end_participation"),
    path("<slug:number>/deelnemers/professionals/<int:pk>/weg/", views.dismiss, name="dismiss"),
    path("<slug:number>/regie/<int:pk>/antwoord/", views.answer, name="answer"),
    path("<slug:number>/regie/<int:pk>/intrekken/", views.take_back, name="take_back"),
    path("<slug:number>/regie/<slug:kind>/", views.offer, name="offer"),
    path("<slug:number>/ave/", views.phase, name="phase"),
    path("<slug:number>/afsluiten/", views.closing, name="closing"),
    path("<slug:number>/afsluiten/besluit/", views.close, name="close"),
]
