from django.urls import path

from eenplan.retention.renewals import views

urlpatterns = [
    path("casussen/<str:number>/bewaartermijn/", views.renewals, name="renewals"),
    path("casussen/<str:number>/bewaartermijn/hernieuwen/", views.propose, name="propose"),
    path("hernieuwingen/", views.closed, name="renewable"),
    path("hernieuwingen/casus/<str:number>/", views.reopen, name="reopen"),
    path("hernieuwingen/<int:pk>/", views.renewal, name="renewal"),
    path("hernieuwingen/<int:pk>/stem/", views.speak, name="speak"),
    path("hernieuwingen/<int:pk>/ingaan/", views.start, name="start"),
    path("hernieuwingen/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
]
