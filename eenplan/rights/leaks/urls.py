from django.urls import path

from eenplan.rights.leaks import views

urlpatterns = [
    path("datalekken/", views.leaks, name="leaks"),
    path("datalekken/nieuw/", views.register, name="leak_register"),
    path("datalekken/<int:pk>/", views.leak, name="leak"),
    path("datalekken/<int:pk>/feiten/", views.describe, name="leak_describe"),
    path("datalekken/<int:pk>/melden/", views.report, name="leak_report"),
    path("datalekken/<int:pk>/informeren/", views.tell, name="leak_tell"),
    path("datalekken/<int:pk>/vragen/", views.ask, name="leak_ask"),
    path("datalekken/<int:pk>/afsluiten/", views.close, name="leak_close"),
    path("datalekken/vragen/<int:pk>/", views.answer, name="leak_answer"),
]
