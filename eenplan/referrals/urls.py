from django.urls import path

from eenplan.referrals import triage, views

app_name = "referrals"
urlpatterns = [
    path("aanmeldingen/", views.list_mine, name="list"),
    path("aanmeldingen/nieuw/", views.start, name="start"),
    path("aanmeldingen/<int:pk>/", views.detail, name="detail"),
    path("aanmeldingen/<int:pk>/personen/", views.people, name="people"),
    path("aanmeldingen/<int:pk>/personen/nieuw/", views.new_person, name="new_person"),
    path("aanmeldingen/<int:pk>/personen/<int:person>/", views.name_person, name="name_person"),
    path("aanmeldingen/<int:pk>/personen/<int:named>/verbeteren/", views.correct_person, name="correct_person"),
    path("aanmeldingen/<int:pk>/personen/<int:named>/verwijderen/", views.remove_person, name="remove_person"),
    path("aanmeldingen/<int:pk>/inhoud/", views.content, name="content"),
    path("aanmeldingen/<int:pk>/inhoud/bewaren/", views.save, name="save"),
    path("aanmeldingen/<int:pk>/controle/", views.check, name="check"),
    path("aanmeldingen/<int:pk>/weggooien/", views.discard, name="discard"),
    path("aanmeldingen/<int:pk>/ontvangen/", views.received, name="received"),
    path("triage/", triage.board, name="board"),
    path("triage/<slug:number>/", triage.referral, name="triage"),
    path("triage/<slug:number>/beoordelen/", triage.judge, name="judge"),
    path("triage/<slug:number>/besluit/<slug:outcome>/", triage.decide, name="decide"),
]
