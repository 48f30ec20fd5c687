"""Which stage follows which, whose turn it is, and what a sound application says. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

import msgspec

from prime.candidates.schemas import ApplicationDetail, ApplicationRow
from prime.candidates.tables import NextActor, RejectReason, Source, Stage, WithdrawReason
from prime.core.errors import InvalidInput
from prime.core.notices import PRIVACY_NOTICE, Notice

# The hash is that of `templates/pages/public/declaration_<version>.html`; a changed text is a new version.
DECLARATION = Notice("declaration", "1", "7a12f8630f7a66b5384a03478ec82934493e143b68c7201842a19df9a5051ca9")
NOTICES = (PRIVACY_NOTICE, DECLARATION)

ENDED = frozenset({Stage.WITHDRAWN, Stage.REJECTED})
FINAL = ENDED | {Stage.STARTED}

# Read without knowing who it is; leaving them, by any way, records the screening decision.
BLIND_STAGES = frozenset({Stage.APPLIED, Stage.SCREENING})

# The one table of legal moves. Anything else is refused with the reason.
MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.APPLIED: frozenset({Stage.SCREENING}) | ENDED,
    Stage.SCREENING: frozenset({Stage.CONVERSATION}) | ENDED,
    Stage.CONVERSATION: frozenset({Stage.INTERVIEW}) | ENDED,
    Stage.INTERVIEW: frozenset({Stage.OFFER}) | ENDED,
    Stage.OFFER: frozenset({Stage.CHECKS}) | ENDED,
    Stage.CHECKS: frozenset({Stage.READY}) | ENDED,
    # Back to checks: one of them was found not clear after all.
    Stage.READY: frozenset({Stage.STARTED, Stage.CHECKS}) | ENDED,
    Stage.STARTED: frozenset(),
    Stage.WITHDRAWN: frozenset(),
    Stage.REJECTED: frozenset(),
}

# What a person may not simply decide, because a record elsewhere decides it.
MOVED_BY_EVENTS = {
    Stage.INTERVIEW: "Record the initial conversation: that moves the application to interview.",
    Stage.OFFER: "The decision of the interview panel moves it to offer.",
    Stage.CHECKS: "The candidate's acceptance of an offer moves it to checks.",
    Stage.READY: "It moves to ready by itself when the last check is clear.",
    Stage.STARTED: "Make the person staff: that marks the application as started.",
    Stage.WITHDRAWN: "Withdraw it with a reason.",
    Stage.REJECTED: "Reject it with a reason.",
}

STAGE_LABELS = {stage: stage.value.capitalize() for stage in Stage} | {
    Stage.CONVERSATION: "Initial conversation",
    Stage.READY: "Ready to start",
}
BOARD: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("Applied", (Stage.APPLIED, Stage.SCREENING)),
    ("Conversation", (Stage.CONVERSATION,)),
    ("Interview", (Stage.INTERVIEW,)),
    ("Offer", (Stage.OFFER,)),
    ("Checks", (Stage.CHECKS, Stage.READY)),
    ("Started", (Stage.STARTED,)),
)
# Who started longer ago than this is staff, and no longer shown on the board.
SHOWN_AS_STARTED = timedelta(days=30)
BULK_MAX = 100
ACTOR_LABELS = {actor: actor.value.capitalize() for actor in NextActor}
SOURCE_LABELS = {Source.DIRECT: "Direct", Source.REFERRAL: "Referral", Source.AGENCY: "Agency", Source.IMPORT: "Imported list"}

WITHDRAW_LABELS = {
    WithdrawReason.ANOTHER_JOB: "I have taken another job",
    WithdrawReason.PAY: "The pay or terms are not right for me",
    WithdrawReason.LOCATION: "The place or the travel is not right for me",
    WithdrawReason.CIRCUMSTANCES: "My circumstances have changed",
    WithdrawReason.TOO_LONG: "It is taking too long",
    WithdrawReason.NOT_FOR_ME: "Now that I know more, it is not for me",
    WithdrawReason.OFFER_DECLINED: "I declined the offer",
    WithdrawReason.OTHER: "Another reason",
}
REJECT_LABELS = {
    RejectReason.REGISTRATION: "Not registered with Social Work England",
    RejectReason.EXPERIENCE: "Not the experience that the role needs",
    RejectReason.APPLICATION: "The application does not show what the role needs",
    RejectReason.CONVERSATION: "After the initial conversation",
    RejectReason.INTERVIEW: "After the interview",
    RejectReason.CHECKS: "A pre-employment check was not clear",
    RejectReason.FILLED: "The role has been filled",
    RejectReason.NO_ANSWER: "We could not reach the candidate",
    RejectReason.OTHER: "Another reason",
}
# What the candidate reads; kind, true and without a verdict on the person.
REJECT_SENTENCES = {
    RejectReason.REGISTRATION: "The role needs registration with Social Work England, which we could not confirm.",
    RejectReason.EXPERIENCE: "The role needs experience that other applicants showed more of.",
    RejectReason.APPLICATION: "Other applications showed more of what the role needs.",
    RejectReason.CONVERSATION: "After our conversation we have decided not to invite you to an interview.",
    RejectReason.INTERVIEW: "After your interview the panel has decided not to offer you the role.",
    RejectReason.CHECKS: "One of the checks that we must make before you start was not clear.",
    RejectReason.FILLED: "The role has been filled.",
    RejectReason.NO_ANSWER: "We tried to reach you and have not heard from you.",
    RejectReason.OTHER: "We have decided not to go on with your application.",
}


def why_not(stage: Stage, to: Stage) -> str | None:
    """Why an application cannot move, or None where it can."""
    if to in MOVES[stage]:
        return None
    open_to = [STAGE_LABELS[option].lower() for option in Stage if option in MOVES[stage]]
    if not open_to:
        return f"The application is {STAGE_LABELS[stage].lower()}, which is final."
    return f"An application at {STAGE_LABELS[stage].lower()} cannot move to {STAGE_LABELS[to].lower()}. It can move to {', '.join(open_to)}."


def why_not_reopen(stage: Stage) -> str | None:
    """Why the end of an application cannot be taken back, or None where it can: to the stage before (D5)."""
    return None if stage in ENDED else f"The application is {STAGE_LABELS[stage].lower()}; only a withdrawn or rejected one can be reopened."


_Reason = TypeVar("_Reason", WithdrawReason, RejectReason)


def checked_reason(kind: type[_Reason], reason: str, detail: str) -> _Reason:
    """A reason of the list why an application ends.

    Raises:
        InvalidInput: it is none, or one that must be explained says nothing.
    """
    if reason not in set(kind):
        raise InvalidInput.field("reason", "Select a reason")
    if reason in {kind.OTHER, RejectReason.CHECKS} and not plain(detail):
        raise InvalidInput.field("detail", "Enter the reason")
    return kind(reason)


def why_not_by_hand(stage: Stage, to: Stage) -> str | None:
    """Why a person cannot move an application by choosing the stage, or None where they can."""
    return why_not(stage, to) or MOVED_BY_EVENTS.get(to)


def hand_moves(stage: Stage) -> list[Stage]:
    """The stages that a person may choose for an application, in order."""
    return [to for to in Stage if why_not_by_hand(stage, to) is None]


class Step(NamedTuple):
    """Whose turn it is, what they do, and by when."""

    actor: NextActor
    action: str
    due_on: date | None


_STEPS: dict[Stage, tuple[NextActor, str, int]] = {
    Stage.APPLIED: (NextActor.CHAMPION, "Screen the application", 3),
    Stage.SCREENING: (NextActor.CHAMPION, "Decide on an initial conversation", 4),
    Stage.CONVERSATION: (NextActor.CHAMPION, "Hold the initial conversation", 7),
    Stage.INTERVIEW: (NextActor.CHAMPION, "Invite to interview", 3),
    Stage.OFFER: (NextActor.OPERATIONS, "Make the offer", 3),
    Stage.CHECKS: (NextActor.OPERATIONS, "Clear the checks", 21),
    Stage.READY: (NextActor.OPERATIONS, "Make the person staff", 7),
}
# Whom a list brought has agreed to nothing yet; nobody screens what the person may not want.
CONFIRM, DAYS_TO_CONFIRM = "Confirm that you apply", 14
_SATURDAY, _SUNDAY = 5, 6


def next_step(stage: Stage, today: date) -> Step:
    """What comes next when a stage is entered; a date on a weekend becomes the Monday after (our own service standard)."""
    if stage not in _STEPS:
        return Step(NextActor.NOBODY, "", None)
    actor, action, days = _STEPS[stage]
    return Step(actor, action, _on_a_weekday(today + timedelta(days=days)))


def first_step(source: Source, today: date) -> Step:
    """What comes next when an application arrives."""
    if source is Source.IMPORT:
        return Step(NextActor.CANDIDATE, CONFIRM, _on_a_weekday(today + timedelta(days=DAYS_TO_CONFIRM)))
    return next_step(Stage.APPLIED, today)


def _on_a_weekday(day: date) -> date:
    return day + timedelta(days={_SATURDAY: 2, _SUNDAY: 1}.get(day.weekday(), 0))


# --- screening without knowing who it is

_WHO = frozenset({"first_name", "last_name", "swe_number", "candidate_reference", "email", "phone", "postcode", "needs"})
WITHHELD = "(withheld)"
_Read = TypeVar("_Read", bound=ApplicationRow)


def anonymised(application: _Read) -> _Read:
    """An application without what says who the person is, also where their own words say it (anonymised screening)."""
    said = [*application.first_name.split(), *application.last_name.split(), application.swe_number]
    said += [getattr(application, name, "") for name in ("email", "phone", "postcode")]
    changes: dict[str, Any] = dict.fromkeys(_WHO.intersection(application.__struct_fields__), "")
    if isinstance(application, ApplicationDetail):
        said += application.declared.values()
        changes |= {"declared": {}, "motivation": _redacted(application.motivation, said)}
    return msgspec.structs.replace(application, **changes)


def _redacted(text: str, said: Iterable[str]) -> str:
    words = sorted({word for word in said if len(word) > 1}, key=len, reverse=True)
    # A name in small letters is more often a word ("will", "may"); addresses and numbers are typed in any case.
    patterns = [re.escape(word) if word.isalpha() else f"(?i:{re.escape(word)})" for word in words]
    return re.sub(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", WITHHELD, text) if words else text


# What the candidate reads about each stage: a heading, and what happens.
CANDIDATE_WORDS: dict[Stage, tuple[str, str]] = {
    Stage.APPLIED: ("We have your application", "A champion, a practising social worker, reads it."),
    Stage.SCREENING: ("We are reading your application", "A champion decides whether to invite you to a first conversation."),
    Stage.CONVERSATION: ("Your first conversation", "A champion talks with you about what it means to work for AfC, and answers your questions."),
    Stage.INTERVIEW: ("Your interview", "You meet a panel of practising social workers."),
    Stage.OFFER: ("An offer", "The panel would like you to join. We prepare your offer and send it to you to accept or decline."),
    Stage.CHECKS: ("Checks before you start", "We confirm what the law asks for people who work with children."),
    Stage.READY: ("You are ready to start", "Every check is clear. We set up your first day."),
    Stage.STARTED: ("You have started", "Welcome to AfC."),
    Stage.WITHDRAWN: ("You have withdrawn", "We have stopped working on this application."),
    Stage.REJECTED: ("We are not going on with this application", "You can apply for other roles at any time."),
}


def cv_name(reference: str) -> str:
    """The name under which the CV of an application is downloaded, without its ending."""
    return f"cv-{reference}"


# --- what is typed


# Marks that turn the direction of the text around them, of which a word can hide another; letters of any script need none.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Typed text in one form: no control characters, no marks that turn its direction, no space around it."""
    kept = "".join(
        letter
        for letter in text.replace("\t", " ")
        if letter == "\n" or (unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in _TURNING)
    )
    return unicodedata.normalize("NFC", kept).strip()


def check_consents(consents: Iterable[tuple[str, str, str]]) -> None:
    """Insist on the privacy notice and the declaration, in the versions in force.

    Raises:
        InvalidInput: one is missing, or is another version or text.
    """
    given = {Notice(*consent) for consent in consents}
    missing = [notice for notice in NOTICES if notice not in given]
    if missing:
        sentence = "Agree to the {}, version {}"
        raise InvalidInput(
            [{"pointer": f"/{notice.kind}", "detail": sentence.format(notice.kind.replace("_", " "), notice.version)} for notice in missing]
        )
