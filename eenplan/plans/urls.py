from django.urls import path

from eenplan.plans import views

app_name = "plans"
urlpatterns = [
    path("casussen/<str:number>/plan/", views.show, name="plan"),
    path("casussen/<str:number>/plan/<int:plan>/", views.show, name="one"),
    path("casussen/<str:number>/plan/<int:plan>/versies/<int:version>/", views.version, name="version"),
    path("casussen/<str:number>/plan/nieuw/<int:member>/", views.start, name="start"),
    path("casussen/<str:number>/plan/<int:plan>/strategie/", views.strategy, name="strategy"),
    path("casussen/<str:number>/plan/<int:plan>/vaststellen/", views.adopt, name="adopt"),
    path("casussen/<str:number>/plan/<int:plan>/doel/", views.add_goal, name="add_goal"),
    path("casussen/<str:number>/plan/doel/<int:goal>/", views.goal, name="goal"),
    path("casussen/<str:number>/plan/doel/<int:goal>/vervallen/", views.drop_goal, name="drop_goal"),
    path("casussen/<str:number>/plan/<int:plan>/afspraak/", views.add_action, name="add_action"),
    path("casussen/<str:number>/plan/afspraak/<int:action>/", views.action, name="action"),
    path("casussen/<str:number>/plan/afspraak/<int:action>/vervallen/", views.drop_action, name="drop_action"),
    path("casussen/<str:number>/gezinsplan/", views.align, name="align"),
    path("casussen/<str:number>/gezinsplan/<int:family>/", views.family, name="family"),
    path("casussen/<str:number>/gezinsplan/<int:family>/los/<int:plan>/", views.detach, name="detach"),
]
