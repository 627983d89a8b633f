from django.urls import include, path

from eenplan.retention import views

app_name = "retention"
urlpatterns = [
    path("bewaren/", views.overview, name="overview"),
    path("bewaren/verklaringen/", views.certificates, name="certificates"),
    path("bewaren/verklaringen/<str:number>/", views.one, name="certificate"),
    path("bewaren/verklaringen/<str:number>/pdf/", views.pdf, name="certificate_pdf"),
    path("bewaren/cijfers/", views.remainder, name="remainder"),
    path("casussen/<str:number>/eerder-vernietigen/", views.release, name="release"),
    path("casussen/<str:number>/eerder-vernietigen/intrekken/", views.take_back, name="take_back"),
    path("bewaren/eerder/<int:pk>/", views.released, name="released"),
    path("", include("eenplan.retention.renewals.urls")),
    path("", include("eenplan.retention.holds.urls")),
]
