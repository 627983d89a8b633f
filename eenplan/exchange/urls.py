from django.urls import path

from eenplan.exchange import views

app_name = "exchange"
urlpatterns = [
    path("casussen/<str:number>/informatie/", views.items, name="items"),
    path("casussen/<str:number>/informatie/verstrekken/", views.supply, name="supply"),
    path("casussen/<str:number>/informatie/<int:pk>/", views.item, name="item"),
    path("casussen/<str:number>/informatie/<int:pk>/verbeteren/", views.correct, name="correct"),
    path("casussen/<str:number>/informatie/<int:pk>/ontvangers/", views.share, name="share"),
]
