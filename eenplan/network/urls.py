from django.urls import path

from eenplan.network.views import house, organisations, professionals, proposals, reviews

app_name = "network"
urlpatterns = [
    path("", house.house, name="house"),
    path("<slug:code>/", house.house, name="house"),
    path("<slug:code>/wijzigen/", house.edit, name="edit"),
    path("<slug:code>/werkgebied/toevoegen/", house.area_add, name="area_add"),
    path("<slug:code>/werkgebied/<int:pk>/", house.area, name="area"),
    path("<slug:code>/deelnemers/", organisations.organisations, name="organisations"),
    path("<slug:code>/deelnemers/toevoegen/", organisations.organisation_join, name="organisation_join"),
    path("<slug:code>/deelnemers/nieuw/", organisations.organisation_new, name="organisation_new"),
    path("<slug:code>/deelnemers/<int:pk>/", organisations.organisation, name="organisation"),
    path("<slug:code>/deelnemers/<int:pk>/wijzigen/", organisations.organisation_edit, name="organisation_edit"),
    path("<slug:code>/deelnames/<int:pk>/beeindigen/", organisations.participation_end, name="participation_end"),
    path("<slug:code>/professionals/", professionals.professionals, name="professionals"),
    path("<slug:code>/professionals/nieuw/", professionals.professional_new, name="professional_new"),
    path("<slug:code>/professionals/<int:pk>/", professionals.professional, name="professional"),
    path("<slug:code>/professionals/<int:pk>/wijzigen/", professionals.professional_edit, name="professional_edit"),
    path(
        "<slug:code>/professionals/<int:pk>/uitnodigen/", professionals.professional_invite, name="professional_invite"
    ),
    path("<slug:code>/professionals/<int:pk>/rol/", professionals.authorise, name="authorise"),
    path("<slug:code>/professionals/<int:pk>/screening/", professionals.screening, name="screening"),
    path("<slug:code>/professionals/<int:pk>/account/", professionals.account, name="account"),
    path("<slug:code>/professionals/<int:pk>/schorsen/", professionals.suspend, name="suspend"),
    path("<slug:code>/rollen/<int:pk>/beeindigen/", professionals.authorisation_end, name="authorisation_end"),
    path("<slug:code>/professionals/<int:pk>/scholing/", professionals.training, name="training"),
    path("<slug:code>/deelnames/<int:pk>/contactpersoon/", organisations.contact_person, name="contact_person"),
    path("<slug:code>/instellingen/<slug:name>/", house.setting, name="setting"),
    path("<slug:code>/vier-ogen/", proposals.proposals, name="proposals"),
    path("<slug:code>/vier-ogen/<int:pk>/", proposals.decide, name="decide"),
    path("<slug:code>/toetsing/", reviews.reviews, name="reviews"),
    path("<slug:code>/toetsing/beginnen/", reviews.review_start, name="review_start"),
    path("<slug:code>/toetsing/<int:pk>/", reviews.review, name="review"),
    path("<slug:code>/toetsing/<int:pk>/<int:authorisation>/", reviews.review_answer, name="review_answer"),
]
