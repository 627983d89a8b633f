from django.urls import path

from eenplan.network import views

app_name = "network"
urlpatterns = [
    path("", views.house, name="house"),
    path("<slug:code>/", views.house, name="house"),
    path("<slug:code>/wijzigen/", views.edit, name="edit"),
    path("<slug:code>/werkgebied/toevoegen/", views.area_add, name="area_add"),
    path("<slug:code>/werkgebied/<int:pk>/", views.area, name="area"),
    path("<slug:code>/deelnemers/", views.organisations, name="organisations"),
    path("<slug:code>/deelnemers/toevoegen/", views.organisation_join, name="organisation_join"),
    path("<slug:code>/deelnemers/nieuw/", views.organisation_new, name="organisation_new"),
    path("<slug:code>/deelnemers/<int:pk>/", views.organisation, name="organisation"),
    path("<slug:code>/deelnemers/<int:pk>/wijzigen/", views.organisation_edit, name="organisation_edit"),
    path("<slug:code>/deelnames/<int:pk>/beeindigen/", views.participation_end, name="participation_end"),
    path("<slug:code>/professionals/", views.professionals, name="professionals"),
    path("<slug:code>/professionals/nieuw/", views.professional_new, name="professional_new"),
    path("<slug:code>/professionals/<int:pk>/", views.professional, name="professional"),
    path("<slug:code>/professionals/<int:pk>/wijzigen/", views.professional_edit, name="professional_edit"),
    path("<slug:code>/professionals/<int:pk>/uitnodigen/", views.professional_invite, name="professional_invite"),
    path("<slug:code>/professionals/<int:pk>/rol/", views.authorise, name="authorise"),
    path("<slug:code>/professionals/<int:pk>/screening/", views.screening, name="screening"),
    path("<slug:code>/professionals/<int:pk>/account/", views.account, name="account"),
    path("<slug:code>/rollen/<int:pk>/beeindigen/", views.authorisation_end, name="authorisation_end"),
    path("<slug:code>/professionals/<int:pk>/scholing/", views.training, name="training"),
    path("<slug:code>/deelnames/<int:pk>/contactpersoon/", views.contact_person, name="contact_person"),
    path("<slug:code>/instellingen/<slug:name>/", views.setting, name="setting"),
    path("<slug:code>/vier-ogen/", views.proposals, name="proposals"),
    path("<slug:code>/vier-ogen/<int:pk>/", views.decide, name="decide"),
    path("<slug:code>/toetsing/", views.reviews, name="reviews"),
    path("<slug:code>/toetsing/beginnen/", views.review_start, name="review_start"),
    path("<slug:code>/toetsing/<int:pk>/", views.review, name="review"),
    path("<slug:code>/toetsing/<int:pk>/<int:authorisation>/", views.review_answer, name="review_answer"),
]
