from django.conf import settings
from django.urls import path

from cordata_web.people.views.account import account
from cordata_web.people.views.demo import demo
from cordata_web.people.views.invitations import invitation
from cordata_web.people.views.privacy import privacy
from cordata_web.people.views.tokens import revoke, tokens

app_name = "people"
urlpatterns = [
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("account/", account, name="account"),
    path("account/keys/", tokens, name="tokens"),
    path("account/keys/<str:pk>/revoke/", revoke, name="revoke_token"),
    path("privacy/", privacy, name="privacy"),
]
if settings.CORDATA_DEMO:
    urlpatterns.append(path("demo/", demo, name="demo"))
