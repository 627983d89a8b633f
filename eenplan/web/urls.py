from django.urls import path

from eenplan.web import health

urlpatterns = [
    path("health", health.health, name="health"),
]
