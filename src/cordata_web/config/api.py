"""The API: one router for each topic. Imported at its first request, for it takes as long as the rest of the site."""

from __future__ import annotations

from django.urls import re_path

from cordata_web.api.answering import answering, nothing
from cordata_web.api.description import DescribedAPI
from cordata_web.api.keys import ANYBODY, READ
from cordata_web.api.problems import tell_problems
from cordata_web.calls.api import router as calls
from cordata_web.consortia.api import router as consortia
from cordata_web.desk.secretariat.api import REFUSALS as OF_REVIEWS
from cordata_web.desk.secretariat.api import router as reviews
from cordata_web.directory.api import router as directory
from cordata_web.directory.api_clusters import REFUSALS as OF_CLUSTERS
from cordata_web.directory.api_clusters import router as clusters
from cordata_web.directory.api_founding import REFUSALS as OF_FOUNDING
from cordata_web.directory.api_founding import router as founding
from cordata_web.directory.api_organisations import REFUSALS as OF_ORGANISATIONS
from cordata_web.directory.api_organisations import router as organisations
from cordata_web.directory.api_people import REFUSALS as OF_PEOPLE
from cordata_web.directory.api_people import router as holders
from cordata_web.directory.api_size import router as sizes
from cordata_web.exchange.api import router as exchange
from cordata_web.exchange.api_collaborations import router as collaborations
from cordata_web.exchange.api_interests import router as interests
from cordata_web.exchange.api_introductions import router as introductions
from cordata_web.exchange.api_matches import router as matches
from cordata_web.exchange.api_messages import router as conversations
from cordata_web.exchange.api_opportunities import router as opportunities
from cordata_web.exchange.api_refusals import REFUSALS as OF_THE_EXCHANGE
from cordata_web.funding.api_joint import router as joint
from cordata_web.funding.api_mix import router as funding
from cordata_web.jobs.api import REFUSALS as OF_JOBS
from cordata_web.jobs.api import router as jobs
from cordata_web.people.api import router as people
from cordata_web.programmes.api import router as programmes

ABOUT = """The directory, the search for partners and the exchange, as on the site.

What everybody may see is open to everybody. For the rest make a key on the page of your account and send it in the
header `Authorization: Bearer cordata_…`. A key does what its scopes allow, and never more than you may do yourself.

Errors are problems as in RFC 9457. Every write takes the header `Idempotency-Key`: sent again with the same body, it is
answered as before and not done twice. A write is done wholly or not at all. After too many requests in a minute the
answer is 429, and the header `Retry-After` says in how many seconds to go on."""

api = DescribedAPI(title="Cordata", version="1", description=ABOUT, urls_namespace="api", docs_url=None)
tell_problems(api, OF_THE_EXCHANGE, OF_ORGANISATIONS, OF_FOUNDING, OF_PEOPLE, OF_CLUSTERS, OF_REVIEWS, OF_JOBS)
for open_to_all in (exchange, directory, funding, joint, programmes, calls):
    api.add_router("/v1", open_to_all, auth=ANYBODY)
OWN = (
    *(people, organisations, founding, sizes, clusters, reviews, opportunities, matches, interests, introductions),
    *(holders, conversations, collaborations, consortia, jobs),
)
for router in OWN:
    api.add_router("/v1", router, auth=READ)
urlpatterns = api.urls[0]
for pattern in urlpatterns:
    pattern.callback = answering(pattern.callback)
urlpatterns.append(re_path("", answering(nothing)))
