from django.urls import include, path

app_name = "rights"
urlpatterns = [
    path("", include("eenplan.rights.requests.urls")),
    path("", include("eenplan.rights.information.urls")),
    path("", include("eenplan.rights.leaks.urls")),
    path("", include("eenplan.rights.public.urls")),
]
