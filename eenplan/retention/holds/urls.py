from django.urls import path

from eenplan.retention.holds import views

urlpatterns = [
    path("beletselen/", views.holds, name="holds"),
    path("beletselen/casus/<str:number>/", views.place, name="hold_place"),
    path("beletselen/<int:pk>/", views.hold, name="hold"),
    path("beletselen/<int:pk>/beoordelen/", views.review, name="hold_review"),
    path("beletselen/<int:pk>/beeindigen/", views.end, name="hold_end"),
]
