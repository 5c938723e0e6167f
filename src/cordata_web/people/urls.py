from django.conf import settings
from django.urls import path

from cordata_web.people.views.account import account
from cordata_web.people.views.demo import demo
from cordata_web.people.views.invitations import invitation
from cordata_web.people.views.privacy import privacy

app_name = "people"
urlpatterns = [
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("account/", account, name="account"),
    path("privacy/", privacy, name="privacy"),
]
if settings.CORDATA_DEMO:
    urlpatterns.append(path("demo/", demo, name="demo"))
