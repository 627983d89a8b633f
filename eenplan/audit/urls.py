from django.urls import path

from eenplan.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("controle/", views.verify, name="verify"),
    path("maandcontrole/", views.reviews, name="reviews"),
    path("maandcontrole/<int:pk>/", views.review, name="review"),
    path("uitvoer/", views.exports, name="exports"),
    path("uitvoer/log/", views.export, name="export"),
    path("uitvoer/auditdossier/", views.audit_file, name="audit_file"),
    path("verwerkingsregister/", views.activities_page, name="activities"),
]
