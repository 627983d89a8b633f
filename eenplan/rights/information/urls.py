from django.urls import path

from eenplan.rights.information import views

urlpatterns = [
    path("informatieplicht/", views.duties, name="duties"),
    path("informatieplicht/<int:pk>/", views.duty, name="duty"),
    path("informatieplicht/<int:pk>/oordeel/", views.note, name="duty_note"),
    path("informatieplicht/<int:pk>/informeren/", views.inform, name="duty_inform"),
    path("informatieplicht/<int:pk>/uitstellen/", views.omit, name="duty_omit"),
    path("informatieplicht/<int:pk>/oppakken/", views.reopen, name="duty_reopen"),
    path("informatieplicht/<int:pk>/concept/", views.draft, name="duty_draft"),
    path("informatieplicht/<int:pk>/brief/", views.sent, name="duty_letter"),
    path("casussen/<str:number>/informeren/", views.informing, name="informing"),
    path("casussen/<str:number>/informeren/<int:pk>/", views.opine, name="opine"),
]
