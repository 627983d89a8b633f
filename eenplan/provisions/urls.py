from django.urls import path

from eenplan.provisions import views

app_name = "provisions"
_CASE = "casussen/<str:number>/verstrekken/"
_ONE = f"{_CASE}<int:pk>/"
urlpatterns = [
    path(_CASE, views.provisions, name="list"),
    path(f"{_CASE}derden/toelaten/", views.admit, name="admit"),
    path(f"{_CASE}derden/<int:pk>/verklaring/", views.statement, name="statement"),
    path(f"{_CASE}derden/<int:pk>/verklaring/bestand/", views.statement_file, name="statement_file"),
    path(f"{_CASE}derden/<int:pk>/beeindigen/", views.end, name="end"),
    path(f"{_CASE}bekend/", views.known, name="known"),
    path(f"{_CASE}nieuw/", views.new, name="new"),
    path(_ONE, views.provision, name="provision"),
    path(f"{_ONE}stap/<slug:step>/", views.step, name="step"),
    path(f"{_ONE}rondvraag/", views.ask, name="ask"),
    path(f"{_ONE}antwoord/", views.answer, name="answer"),
    path(f"{_ONE}verstrekken/", views.provide, name="provide"),
    path(f"{_ONE}intrekken/", views.withdraw, name="withdraw"),
    path(f"{_ONE}brief/", views.letter, name="letter"),
    path(f"{_ONE}terugkoppeling/", views.feedback, name="feedback"),
    path(f"{_ONE}gemeld/", views.tell, name="tell"),
]
