from django.urls import path

from eenplan.rights.requests import views

urlpatterns = [
    path("verzoeken/", views.requests, name="requests"),
    path("verzoeken/nieuw/", views.register, name="request_register"),
    path("verzoeken/raadpleging/<int:pk>/", views.consultation, name="consultation"),
    path("verzoeken/raadpleging/<int:pk>/uitzondering/", views.hold_back, name="hold_back"),
    path("verzoeken/uitzondering/<int:pk>/vervallen/", views.lapse, name="lapse"),
    path("verzoeken/maatregel/<int:pk>/", views.measure, name="measure"),
    path("verzoeken/brief/<int:pk>/", views.letter, name="letter"),
    path("verzoeken/<str:number>/", views.request_page, name="request"),
    path("verzoeken/<str:number>/identiteit/", views.identify, name="request_identify"),
    path("verzoeken/<str:number>/identiteit/oordeel/", views.judge, name="request_judge"),
    path("verzoeken/<str:number>/overhandigen/", views.by_hand, name="request_by_hand"),
    path("verzoeken/<str:number>/zoeken/", views.search, name="request_search"),
    path("verzoeken/<str:number>/overnemen/", views.take_over, name="request_take_over"),
    path("verzoeken/<str:number>/verlengen/", views.extend, name="request_extend"),
    path("verzoeken/<str:number>/besluit/", views.decide, name="request_decide"),
]
