"""The desk of those who apply: where each application stands, and what waits for them in any module."""

from collections.abc import Iterator

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates.rules import CANDIDATE_WORDS, FINAL, STAGE_LABELS
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import NextActor, Stage
from prime.checks import queries as checks
from prime.core.actor import Actor
from prime.core.formats import datetime_london, govdate
from prime.disclosures import queries as disclosures
from prime.disclosures.tables import DisclosureStatus
from prime.documents import queries as documents
from prime.interviews import queries as interviews
from prime.interviews.kit import KIND_LABELS
from prime.interviews.rules import how_to_join, in_words
from prime.interviews.schemas import OwnInterview
from prime.interviews.tables import InterviewStatus
from prime.notifications import queries as notifications
from prime.offers import queries as offers
from prime.offers.schemas import OfferDetail
from prime.offers.tables import OfferStatus, StartOutcome
from prime.referees import queries as referees
from prime.referees.tables import RefereeStatus
from prime.reporting.desks.recruiting import LISTED
from prime.reporting.schemas import Desk, Item, Section
from prime.uploads import queries as uploads
from prime.uploads.tables import Purpose

_SIGN_IN = "sign_in_link"  # whoever reads this has signed in
# Once the panel has decided, nobody reads a CV any more.
_READS_CV = (Stage.APPLIED, Stage.SCREENING, Stage.CONVERSATION, Stage.INTERVIEW)


async def candidate(actor: Actor) -> Desk:
    """Where one's applications stand, and what one can do about each; staff see only what is under way."""
    mine = await candidates.mine(actor)
    booked, offered = await interviews.list_own(actor), await offers.list_own(actor)
    live = [application for application in mine if application.stage not in FINAL]
    ended = [application for application in mine if application.stage in FINAL]
    sections = []
    for application in live:
        items = [
            *await _disclosure(actor, application),
            *_to_do(application, booked, offered),
            *await _cv(actor, application),
        ]
        sections.append(_application(application, items))
    if sections:
        sections[0].items[:0] = [*await _references(actor), *await _assessment(actor)]
        sections += await _papers(actor)
    if Role.STAFF not in actor.roles and (ended or not live):
        sections.append(
            Section(
                title="Earlier applications" if live else "Your applications",
                items=[_ended(application) for application in ended[:LISTED]],
                empty="You have no application with us. The open roles are a good place to start.",
                more=("/roles", "See the open roles"),
            )
        )
    return Desk(role="candidate", lead="Where your application stands, and what happens next", sections=sections)


def _application(application: ApplicationDetail, items: list[Item]) -> Section:
    heading, text = CANDIDATE_WORDS[application.stage]
    is_own_turn = application.next_actor is NextActor.CANDIDATE
    by = f" by {govdate(application.next_due_on)}" if application.next_due_on else ""
    next_step = f"{application.next_action}{by}" if is_own_turn else f"You hear from us{by}"
    return Section(
        title=application.vacancy_title,
        facts=[("Stage", heading), ("What this means", text), ("Next", next_step), ("Reference", application.reference)],
        items=items,
        more=(f"/applications/mine/{application.id}", "See your application"),
        is_urgent=is_own_turn,
    )


def _to_do(application: ApplicationDetail, own: list[OwnInterview], offered: list[OfferDetail]) -> Iterator[Item]:
    if not application.has_consented:
        here = f"/applications/mine/{application.id}"
        yield Item(text="Agree to the privacy notice and the declaration", href=here, tag="To do", tone="blue")
    if not application.has_answered:
        here = f"/roles/{application.vacancy_reference}/apply"
        note = "We began your application for you: what draws you, and your last 10 years"
        yield Item(text="Tell us about your work history", href=here, note=note, tag="To do", tone="blue")
    for interview in own:
        if interview.application_id == application.id:
            yield from _interview(interview)
    for offer in offered:
        if offer.application_id == application.id:
            yield from _offer(offer)
    if application.stage is Stage.CHECKS:
        yield Item(text="See which checks are clear", href="/my-checks", tag="Under way", tone="yellow")


def _interview(interview: OwnInterview) -> Iterator[Item]:
    name = KIND_LABELS[interview.kind].lower()
    if interview.status is InterviewStatus.INVITED:
        note = f"{interview.minutes} minutes with {', '.join(interview.panel)}"
        yield Item(text=f"Choose a time for your {name}", href=f"/my-interviews/{interview.id}/times", note=note, tag="To do", tone="blue")
    elif interview.status is InterviewStatus.BOOKED and interview.starts_at:
        how = how_to_join(interview.meeting, interview.place, interview.access)
        note = f"{in_words(interview.starts_at, interview.minutes)}. {how}"
        yield Item(text=f"Your {name} is booked", href=f"/my-interviews/{interview.id}", note=note, tag="Booked", tone="green")


def _offer(offer: OfferDetail) -> Iterator[Item]:
    here = f"/my-offers/{offer.id}"
    if offer.is_live:
        note = f"It lapses after {datetime_london(offer.expires_at)}"
        yield Item(text="Read and answer your offer", href=here, note=note, tag="To do", tone="blue")
    elif offer.status is OfferStatus.ACCEPTED:
        for proposal in offer.proposals:
            if proposal.outcome is StartOutcome.OPEN and not proposal.is_by_candidate:
                note = f"{govdate(proposal.to_on)} instead of {govdate(proposal.from_on)}"
                yield Item(text="Answer about another first day", href=f"{here}/start/answer", note=note, tag="To do", tone="blue")


async def _disclosure(actor: Actor, application: ApplicationDetail) -> list[Item]:
    """Their word on what a DBS certificate may say, asked before an interview."""
    found = await disclosures.find_disclosure(actor, application.id)
    if found is None or found.status is not DisclosureStatus.ASKED:
        return []
    here = f"/applications/mine/{application.id}/self-disclosure"
    return [Item(text="Tell us what your record may show", href=here, note="Only those who make the checks read it", tag="To do", tone="blue")]


async def _cv(actor: Actor, application: ApplicationDetail) -> list[Item]:
    if application.stage not in _READS_CV or await uploads.find_upload(actor, Purpose.CV, application.id):
        return []
    here = f"/applications/mine/{application.id}/cv"
    return [Item(text="Send your CV", href=here, note="Read only once your application was screened without your name", tag="Optional")]


async def _references(actor: Actor) -> list[Item]:
    """What is wanted of somebody for their references: a name, or their word on a concern."""
    application_id = await referees.own_application(actor)
    if application_id is None:
        return []
    found = await referees.list_referees(actor, application_id)
    if any(referee.status is RefereeStatus.CONCERN for referee in found.items):
        return [Item(text="Tell us about one of your references", href="/my-referees", note="Before we decide anything", tag="To do", tone="blue")]
    if found.still_needed or found.needs_latest:
        return [Item(text="Name your referees", href="/my-referees", note="Two people who know your practice", tag="To do", tone="blue")]
    return []


async def _assessment(actor: Actor) -> list[Item]:
    """Their word on what a certificate shows, before anybody decides."""
    found = await checks.own_assessment(actor)
    if found is None or found.outcome is not None or found.explanation:
        return []
    return [Item(text="Tell us about your DBS certificate", href="/my-checks/disclosure", note="Before we decide anything", tag="To do", tone="blue")]


async def _papers(actor: Actor) -> list[Section]:
    """What they have from us: documents to keep, and the latest messages."""
    papers = await documents.list_documents(actor, person=actor.user_id)
    messages = [message for message in (await notifications.list_own(actor)).items if message.template != _SIGN_IN]
    return [
        Section(
            title="Your documents",
            items=[Item(text=paper.title, href=f"/documents/{paper.id}", note=paper.reference) for paper in papers[:LISTED]],
            count=len(papers),
            empty="Your offer and your contract appear here.",
        ),
        Section(
            title="Messages to you",
            items=[
                Item(
                    text=message.subject or "On its way",
                    href=f"/messages/{message.id}",
                    note=datetime_london(message.created_at),
                    tag="" if message.read_at else "New",
                    tone="blue",
                )
                for message in messages[:LISTED]
            ],
            empty="Nothing yet.",
            more=("/my-messages", "All messages"),
        ),
    ]


def _ended(application: ApplicationDetail) -> Item:
    heading, _ = CANDIDATE_WORDS[application.stage]
    tone = "green" if application.stage is Stage.STARTED else "grey"
    return Item(
        text=application.vacancy_title,
        href=f"/applications/mine/{application.id}",
        note=heading,
        tag=STAGE_LABELS[application.stage],
        tone=tone,
    )
