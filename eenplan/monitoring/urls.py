from django.urls import path

from eenplan.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("voortgang/", views.all_cases, name="list"),
    path("casussen/<str:number>/voortgang/", views.case, name="case"),
    path("casussen/<str:number>/voortgang/doel/<int:goal>/", views.report_goal, name="report_goal"),
    path("casussen/<str:number>/voortgang/afspraak/<int:action>/", views.report_action, name="report_action"),
    path("casussen/<str:number>/voortgang/evaluatie/", views.evaluate, name="evaluate"),
    path("casussen/<str:number>/voortgang/zrm/", views.scores, name="scores"),
    path("casussen/<str:number>/voortgang/zrm/<int:member>/", views.judge, name="judge"),
]
