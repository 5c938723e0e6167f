from django.urls import path

from cordata_web.mail.views.inbox import inbox, inbox_html, inbox_letter
from cordata_web.mail.views.letters import letters, send_again
from cordata_web.mail.views.preferences import preferences

app_name = "mail"
urlpatterns = [
    path("account/mail/", preferences, name="preferences"),
    path("mail/inbox/", inbox, name="inbox"),
    path("mail/inbox/<str:pk>/", inbox_letter, name="inbox_letter"),
    path("mail/inbox/<str:pk>/html/", inbox_html, name="inbox_html"),
    path("secretariat/mail/", letters, name="letters"),
    path("secretariat/mail/<str:pk>/again/", send_again, name="send_again"),
]
