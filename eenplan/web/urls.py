from django.urls import include, path

from eenplan.web import case_log, drafts, health, home, search, sessions, who_sees

urlpatterns = [
    path("", home.home, name="home"),
    path("zoeken/", search.search, name="search"),
    path("concepten/", drafts.draft, name="draft"),
    path("sessie/", sessions.session, name="session"),
    path("health", health.ready, name="health"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/live", health.live, name="health_live"),
    path("", include("eenplan.ui.urls")),
    path("netwerk/", include("eenplan.network.urls")),
    path("personen/", include("eenplan.people.urls")),
    path("", include("eenplan.referrals.urls")),
    path("casussen/<str:number>/logboek/", case_log.case_log, name="case_log"),
    path("casussen/<str:number>/wie-ziet-dit/", who_sees.case, name="who_sees_case"),
    path("casussen/<str:number>/informatie/<int:pk>/wie-ziet-dit/", who_sees.item, name="who_sees_item"),
    path("personen/<int:pk>/wie-ziet-dit/", who_sees.person, name="who_sees_person"),
    path("casussen/", include("eenplan.cases.urls")),
    path("", include("eenplan.exchange.urls")),
    path("", include("eenplan.provisions.urls")),
    path("", include("eenplan.conferences.urls")),
    path("", include("eenplan.plans.urls")),
    path("", include("eenplan.monitoring.urls")),
    path("", include("eenplan.retention.urls")),
    path("", include("eenplan.rights.urls")),
    path("logboek/", include("eenplan.audit.urls")),
]
