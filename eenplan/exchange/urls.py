from django.urls import path

from eenplan.exchange.views import attachments, consents, items, mending, questions

app_name = "exchange"
_TAB = "casussen/<str:number>/informatie/"
_QUESTIONS = f"{_TAB}vragen/"
_CONSENTS = f"{_TAB}toestemming/"
urlpatterns = [
    path("informatievragen/", questions.per_organisation, name="per_organisation"),
    path(_TAB, items.items, name="items"),
    path(f"{_TAB}verstrekken/", items.supply, name="supply"),
    path(f"{_TAB}<int:pk>/", items.item, name="item"),
    path(f"{_TAB}<int:pk>/verbeteren/", items.correct, name="correct"),
    path(f"{_TAB}<int:pk>/ontvangers/", items.share, name="share"),
    path(f"{_TAB}<int:pk>/voorwaarden/", items.met, name="met"),
    path(f"{_TAB}<int:pk>/bijlagen/", attachments.add, name="attach"),
    path(f"{_TAB}<int:pk>/bijlagen/<int:attachment>/", attachments.download, name="attachment"),
    path(f"{_TAB}<int:pk>/fout/", mending.report, name="report"),
    path(f"{_TAB}<int:pk>/vernietigen/", mending.destroy, name="destroy"),
    path(f"{_TAB}fouten/<int:pk>/blijft/", mending.keep, name="keep"),
    path(f"{_TAB}fouten/<int:pk>/bron/", mending.source, name="source"),
    path(f"{_TAB}mededelingen/<int:pk>/gezien/", mending.seen, name="seen"),
    path(_QUESTIONS, questions.questions, name="questions"),
    path(f"{_QUESTIONS}stellen/", questions.pose, name="ask"),
    path(f"{_QUESTIONS}<int:pk>/", questions.question, name="question"),
    path(f"{_QUESTIONS}<int:pk>/intrekken/", questions.take_back, name="take_back"),
    path(f"{_QUESTIONS}<int:pk>/gezien/", questions.look, name="look"),
    path(f"{_QUESTIONS}regel/<int:pk>/niets-bekend/", questions.nothing_known, name="nothing_known"),
    path(f"{_QUESTIONS}regel/<int:pk>/weigeren/", questions.refuse, name="refuse"),
    path(f"{_QUESTIONS}regel/<int:pk>/gegeven/<int:item>/", questions.point_to, name="point_to"),
    path(_CONSENTS, consents.consents, name="consents"),
    path(f"{_CONSENTS}vastleggen/", consents.record, name="record_consent"),
    path(f"{_CONSENTS}<int:pk>/intrekken/", consents.withdraw, name="withdraw"),
    path(f"{_CONSENTS}<int:pk>/formulier/", consents.files, name="consent_files"),
    path(f"{_CONSENTS}<int:pk>/formulier/<int:file>/", consents.file, name="consent_file"),
]
