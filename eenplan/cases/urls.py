from django.urls import path

from eenplan.cases.views import closing, direction, emergencies, overview, participants, persons

app_name = "cases"
urlpatterns = [
    path("", overview.case_list, name="list"),
    path("noodtoegang/", emergencies.emergencies, name="emergencies"),
    path("noodtoegang/<int:pk>/", emergencies.judge, name="emergency"),
    path("mededelingen/", participants.announcements, name="announcements"),
    path("mededelingen/<int:pk>/gezien/", participants.note, name="note"),
    path("<slug:number>/deelnemers/<int:pk>/nog-nodig/", participants.needed, name="needed"),
    path("<slug:number>/", overview.overview, name="overview"),
    path("<slug:number>/personen/", persons.people, name="people"),
    path("<slug:number>/personen/zoeken/", persons.find_person, name="find_person"),
    path("<slug:number>/personen/gevonden/", persons.found_person, name="found_person"),
    path("<slug:number>/personen/invoeren/", persons.enter_person, name="enter_person"),
    path("<slug:number>/personen/<int:pk>/weg/", persons.take_out, name="take_out"),
    path("<slug:number>/deelnemers/", participants.participants, name="participants"),
    path("<slug:number>/deelnemers/toevoegen/", participants.involve, name="involve"),
    path("<slug:number>/deelnemers/<int:pk>/professionals/", participants.name_professional, name="name_professional"),
    path("<slug:number>/deelnemers/<int:pk>/beeindigen/", participants.end_participation, name="end_participation"),
    path("<slug:number>/deelnemers/<int:pk>/voorstel/", participants.propose_departure, name="propose_departure"),
    path(
        "<slug:number>/deelnemers/<int:pk>/voorstel/intrekken/",
        participants.take_back_departure,
        name="take_back_departure",
    ),
    path("<slug:number>/deelnemers/professionals/<int:pk>/weg/", participants.dismiss, name="dismiss"),
    path("<slug:number>/regie/<int:pk>/antwoord/", direction.answer, name="answer"),
    path("<slug:number>/regie/<int:pk>/intrekken/", direction.take_back, name="take_back"),
    path("<slug:number>/regie/<slug:kind>/", direction.offer, name="offer"),
    path("<slug:number>/ave/", direction.phase, name="phase"),
    path("<slug:number>/afsluiten/", closing.closing, name="closing"),
    path("<slug:number>/afsluiten/besluit/", closing.close, name="close"),
]
