from django.urls import path

from eenplan.conferences import views

app_name = "conferences"
urlpatterns = [
    path("overleggen/", views.overview, name="list"),
    path("overleggen/plannen/", views.plan, name="plan"),
    path("overleggen/<int:pk>/", views.conference, name="conference"),
    path("overleggen/<int:pk>/wijzigen/", views.change, name="change"),
    path("overleggen/<int:pk>/afgelasten/", views.cancel, name="cancel"),
    path("overleggen/<int:pk>/agenda/", views.add, name="add"),
    path("overleggen/<int:pk>/agenda/<int:item>/", views.item, name="item"),
    path("overleggen/<int:pk>/agenda/<int:item>/verplaatsen/", views.move, name="move"),
    path("overleggen/<int:pk>/agenda/<int:item>/verwijderen/", views.remove, name="remove"),
    path("overleggen/<int:pk>/agenda/<int:item>/deelnemers/", views.people, name="people"),
    path("overleggen/<int:pk>/agenda/<int:item>/derden/", views.guests, name="guests"),
    path("overleggen/<int:pk>/agenda/<int:item>/derden/<int:guest>/", views.share, name="share"),
    path("overleggen/<int:pk>/agenda/<int:item>/verslag/", views.minutes, name="minutes"),
    path("overleggen/<int:pk>/agenda/<int:item>/besluiten/", views.resolve, name="resolve"),
    path("overleggen/<int:pk>/agenda/<int:item>/besproken/", views.finish, name="finish"),
    path("casussen/<str:number>/overleg/", views.of_case, name="of_case"),
]
