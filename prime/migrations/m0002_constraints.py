"""What Piccolo cannot say: range types, exclusion constraints, triggers, partial indexes; one block for each module."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from prime.core.db import DB

ID = "2026-11-22T15:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints"

# Types and indexes that Piccolo cannot say, which the modules' own constraints use.
CORE = (
    # PostgreSQL without contrib has no GiST class for uuid: a key stands in exclusion constraints as a range of one.
    "CREATE TYPE uuidrange AS RANGE (subtype = uuid)",
    "CREATE INDEX outbox_message_open ON outbox_message (priority DESC, available_at, id) WHERE done_at IS NULL AND dead_at IS NULL",
    "CREATE INDEX outbox_message_dead ON outbox_message (dead_at) WHERE dead_at IS NOT NULL",
)

# What Piccolo cannot say: dated rows of one kind never overlap.
#
# PostgreSQL without contrib has no GiST class for text, so the key stands in a range of one word.
REFERENCE = (
    "CREATE TYPE textrange AS RANGE (subtype = text)",
    """ALTER TABLE rate ADD CONSTRAINT rate_never_overlaps EXCLUDE USING gist (
        textrange(kind, kind, '[]') WITH &&,
        numrange(band_from, band_from, '[]') WITH &&,
        daterange(effective_from, effective_to, '[]') WITH &&)""",
    """ALTER TABLE pay_point ADD CONSTRAINT pay_point_never_overlaps EXCLUDE USING gist (
        textrange(scale, scale, '[]') WITH &&,
        int4range(point, point, '[]') WITH &&,
        daterange(effective_from, effective_to, '[]') WITH &&)""",
    """ALTER TABLE price_cap ADD CONSTRAINT price_cap_never_overlaps EXCLUDE USING gist (
        textrange(region_code, region_code, '[]') WITH &&,
        textrange(job_type, job_type, '[]') WITH &&,
        daterange(effective_from, effective_to, '[]') WITH &&)""",
)

# Constraints that Piccolo cannot state: what is issued stays as it was issued.
DOCUMENTS = (
    """
    CREATE FUNCTION document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND changes_hands(to_jsonb(OLD), to_jsonb(NEW)) THEN
        RETURN NEW;
      END IF;
      IF OLD.status = 'ready' THEN
        RAISE EXCEPTION 'A document that is ready can never be changed.'
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'document_stays';
      END IF;
      IF TG_OP = 'UPDATE'
          AND (NEW.id, NEW.reference, NEW.kind, NEW.title, NEW.context, NEW.subject_type, NEW.subject_id, NEW.created_at)
          IS DISTINCT FROM (OLD.id, OLD.reference, OLD.kind, OLD.title, OLD.context, OLD.subject_type, OLD.subject_id, OLD.created_at) THEN
        RAISE EXCEPTION 'The facts of a document are frozen.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'document_stays';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$
    """,
    "CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION document_stays()",
    """
    CREATE FUNCTION stored_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'A stored file never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'stored_file_stays';
    END $$
    """,
    "CREATE TRIGGER stored_file_stays BEFORE UPDATE ON stored_file FOR EACH ROW EXECUTE FUNCTION stored_file_stays()",
    # The backlog of PDFs is taken oldest first, and is short beside all documents.
    "CREATE INDEX document_waiting ON document (created_at) WHERE status = 'waiting'",
)

# Constraints and indexes that Piccolo cannot say.
NOTIFICATIONS = (
    "CREATE UNIQUE INDEX message_template_current_once ON message_template (name) WHERE is_current",
    "CREATE INDEX message_undelivered ON message (created_at) WHERE status IN ('refused', 'bounced')",
)

# Constraints and indexes that Piccolo cannot say.
CALENDARS = (
    """ALTER TABLE busy_time ADD CONSTRAINT busy_time_never_overlaps EXCLUDE USING gist (
        uuidrange(subscription, subscription, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)""",
)

# Constraints that Piccolo cannot say.
CLIENTS = (
    """ALTER TABLE rate_card ADD CONSTRAINT rate_card_never_overlaps EXCLUDE USING gist (
        uuidrange(client, client, '[]') WITH &&,
        textrange(job_type, job_type, '[]') WITH &&,
        daterange(effective_from, effective_to, '[]') WITH &&)""",
)

# Constraints that Piccolo cannot say.
CANDIDATES = (
    # Never two live applications of one person for one vacancy (C3).
    """CREATE UNIQUE INDEX application_live_once ON application (candidate, vacancy)
        WHERE stage NOT IN ('withdrawn', 'rejected', 'started')""",
    # The board and the list: by stage, oldest wait first.
    "CREATE INDEX application_by_stage ON application (stage, stage_entered_at, id)",
    """CREATE UNIQUE INDEX saved_view_name_once ON saved_view ("user", lower(name))""",
    # Without a list of pending entries, which every search would read to its end.
    "CREATE INDEX search_entry_by_word ON search_entry USING gin (array_to_tsvector(words)) WITH (fastupdate = off)",
    # History is written once.
    # All but whose it is: a recorded merge of two records of one person, or its undoing, gives a row to the other record.
    """CREATE FUNCTION changes_hands(old jsonb, new jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT EXISTS (
        SELECT FROM merged_row r JOIN candidate_merge m ON m.id = r.merge JOIN candidate c ON c.id IN (m.survivor, m.lost)
        WHERE r.row_id = (old ->> 'id')::uuid AND old - r.column_name = new - r.column_name
          AND (new ->> r.column_name)::uuid IN (c.id, c."user"))
    $$""",
    """CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND changes_hands(to_jsonb(OLD), to_jsonb(NEW)) THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'A row of % is written once and never changed.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_written_once';
    END $$""",
    "CREATE TRIGGER stage_move_written_once BEFORE UPDATE OR DELETE ON stage_move FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER consent_written_once BEFORE UPDATE OR DELETE ON consent FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER declared_checks_written_once BEFORE UPDATE OR DELETE ON declared_checks FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER past_job_written_once BEFORE UPDATE OR DELETE ON past_job FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER explained_gap_written_once BEFORE UPDATE OR DELETE ON explained_gap FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER application_motivator_written_once BEFORE UPDATE OR DELETE ON application_motivator FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER audit_entry_written_once BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION written_once()",
)

# Constraints that Piccolo cannot say: one kit for a level, one draft of a kit, and what is published stays.
KITS = (
    "ALTER TABLE kit ADD CONSTRAINT kit_level_once EXCLUDE USING gist (int4range(level_from, level_to, '[]') WITH &&) WHERE (level_from IS NOT NULL)",
    "CREATE UNIQUE INDEX kit_version_draft_once ON kit_version (kit) WHERE published_at IS NULL",
    """CREATE FUNCTION kit_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'INSERT' AND OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'A published kit never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kit_version_stays';
      END IF;
      IF TG_OP <> 'DELETE' AND NEW.published_at IS NOT NULL AND (
          NOT EXISTS (SELECT FROM competency WHERE kit_version = NEW.id)
          OR (SELECT count(DISTINCT area) FROM (
                SELECT area FROM competency WHERE kit_version = NEW.id AND veto_below IS NOT NULL
                UNION SELECT area FROM veto_question WHERE kit_version = NEW.id) vetoes) < 2) THEN
        RAISE EXCEPTION 'A published kit rates something, and values and safeguarding have a veto.'
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kit_version_whole';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$""",
    "CREATE TRIGGER kit_version_stays BEFORE INSERT OR UPDATE OR DELETE ON kit_version FOR EACH ROW EXECUTE FUNCTION kit_version_stays()",
    """CREATE FUNCTION kit_content_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM kit_version WHERE published_at IS NOT NULL AND (
          (TG_OP <> 'INSERT' AND id = OLD.kit_version) OR (TG_OP <> 'DELETE' AND id = NEW.kit_version))) THEN
        RAISE EXCEPTION 'A published kit never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kit_version_stays';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$""",
    "CREATE TRIGGER competency_stays BEFORE INSERT OR UPDATE OR DELETE ON competency FOR EACH ROW EXECUTE FUNCTION kit_content_stays()",
    "CREATE TRIGGER veto_question_stays BEFORE INSERT OR UPDATE OR DELETE ON veto_question FOR EACH ROW EXECUTE FUNCTION kit_content_stays()",
)

# Constraints and indexes that Piccolo cannot say.
DUPLICATES = (
    "CREATE UNIQUE INDEX candidate_merge_standing_once ON candidate_merge (lost) WHERE undone_at IS NULL",
    "CREATE INDEX match_key_by_value ON match_key (kind, value)",
    "CREATE INDEX duplicate_pair_open ON duplicate_pair (score DESC, id DESC) WHERE status = 'open'",
)

# Constraints that Piccolo cannot say: nobody is booked twice, and what is submitted stays.
INTERVIEWS = (
    "CREATE TYPE timerange AS RANGE (subtype = time)",
    """ALTER TABLE weekly_hours ADD CONSTRAINT weekly_hours_never_overlap EXCLUDE USING gist (
        uuidrange(champion, champion, '[]') WITH &&, int4range(weekday, weekday, '[]') WITH &&, timerange(starts_at, ends_at) WITH &&)""",
    """ALTER TABLE date_override ADD CONSTRAINT date_override_never_overlaps EXCLUDE USING gist (
        uuidrange(champion, champion, '[]') WITH &&, daterange(held_on, held_on, '[]') WITH &&, timerange(starts_at, ends_at) WITH &&)""",
    """ALTER TABLE panel_seat ADD CONSTRAINT champion_never_double_booked EXCLUDE USING gist (
        uuidrange(champion, champion, '[]') WITH &&, tstzrange(busy_from, busy_to) WITH &&) WHERE (busy_from IS NOT NULL)""",
    """ALTER TABLE interview ADD CONSTRAINT candidate_never_double_booked EXCLUDE USING gist (
        uuidrange(candidate, candidate, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&) WHERE (status IN ('booked', 'held'))""",
    """ALTER TABLE room_booking ADD CONSTRAINT room_never_double_booked EXCLUDE USING gist (
        uuidrange(room, room, '[]') WITH &&, tstzrange(busy_from, busy_to) WITH &&)""",
    "CREATE UNIQUE INDEX room_booking_once ON room_booking (interview) WHERE interview IS NOT NULL",
    "CREATE UNIQUE INDEX interview_live_once ON interview (application, kind) WHERE status IN ('invited', 'booked')",
    "CREATE INDEX interview_by_time ON interview (starts_at, id) WHERE starts_at IS NOT NULL",
    # What is over stays as it was (S12).
    """CREATE FUNCTION interview_over_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status IN ('held', 'cancelled', 'no_show') AND
          (NEW.reference, NEW.application, NEW.kind, NEW.status, NEW.minutes, NEW.starts_at, NEW.ends_at, NEW.meeting, NEW.room, NEW.place, NEW.uid,
            NEW.sequence, NEW.moves, NEW.ended_reason, NEW.follows, NEW.invited_by, NEW.invited_at, NEW.booked_at)
          IS DISTINCT FROM (OLD.reference, OLD.application, OLD.kind, OLD.status, OLD.minutes, OLD.starts_at, OLD.ends_at, OLD.meeting, OLD.room,
            OLD.place, OLD.uid, OLD.sequence, OLD.moves, OLD.ended_reason, OLD.follows, OLD.invited_by, OLD.invited_at, OLD.booked_at) THEN
        RAISE EXCEPTION 'An interview that is over never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'interview_over_stays';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER interview_change_written_once BEFORE UPDATE OR DELETE ON interview_change FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER absence_written_once BEFORE UPDATE OR DELETE ON absence FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE UNIQUE INDEX absence_once ON absence (interview, COALESCE(champion, interview))",
    "CREATE TRIGGER interview_over_stays BEFORE UPDATE ON interview FOR EACH ROW EXECUTE FUNCTION interview_over_stays()",
    # A panel interview has somebody accredited on the day that is chosen, and after a seat has passed on (N7).
    """CREATE FUNCTION panel_is_accredited() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE met interview%ROWTYPE;
    BEGIN
      SELECT * INTO met FROM interview WHERE id = CASE TG_TABLE_NAME WHEN 'interview' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'interview')::uuid END;
      IF met.kind = 'interview' AND met.status = 'booked' AND NOT EXISTS (
          SELECT FROM panel_seat s JOIN champion c ON c.id = s.champion
          WHERE s.interview = met.id AND c.accredited_until >= (met.starts_at AT TIME ZONE 'Europe/London')::date) THEN
        RAISE EXCEPTION 'Nobody on this panel is accredited on the day.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'panel_is_accredited';
      END IF;
      RETURN NULL;
    END $$""",
    "CREATE TRIGGER interview_is_accredited AFTER UPDATE OF starts_at ON interview FOR EACH ROW EXECUTE FUNCTION panel_is_accredited()",
    "CREATE TRIGGER seat_is_accredited AFTER UPDATE OF champion ON panel_seat FOR EACH ROW EXECUTE FUNCTION panel_is_accredited()",
    # No panel is smaller than its vacancy asked for; at commit, as seats are written after the interview.
    """CREATE FUNCTION panel_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE met uuid := CASE TG_TABLE_NAME WHEN 'interview' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(OLD) ->> 'interview' END;
    BEGIN
      IF (SELECT panel_size FROM interview WHERE id = met) > (SELECT count(*) FROM panel_seat WHERE interview = met) THEN
        RAISE EXCEPTION 'This panel has too few members.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'panel_is_whole';
      END IF;
      RETURN NULL;
    END $$""",
    """CREATE CONSTRAINT TRIGGER interview_has_panel AFTER INSERT ON interview
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION panel_is_whole()""",
    """CREATE CONSTRAINT TRIGGER seat_leaves_whole_panel AFTER DELETE OR UPDATE OF interview ON panel_seat
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.interview IS NOT NULL) EXECUTE FUNCTION panel_is_whole()""",
    # Nobody scores before the interview (D2), and nothing is decided before it was held.
    """CREATE FUNCTION scorecard_not_early() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE kit uuid; held uuid;
    BEGIN
      IF NEW.submitted_at IS NOT NULL AND NOT EXISTS (
          SELECT FROM panel_seat s JOIN interview i ON i.id = s.interview WHERE s.id = NEW.seat AND i.starts_at <= NEW.submitted_at) THEN
        RAISE EXCEPTION 'Nobody scores before the interview.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_not_early';
      END IF;
      SELECT i.kit_version, i.id INTO kit, held FROM panel_seat s JOIN interview i ON i.id = s.interview WHERE s.id = NEW.seat;
      IF NEW.submitted_at IS NOT NULL AND (kit IS NULL
          OR EXISTS (SELECT FROM competency c WHERE c.kit_version = kit AND NOT EXISTS (
               SELECT FROM rating WHERE scorecard = NEW.id AND competency = c.id AND score IS NOT NULL AND evidence <> ''))
          OR EXISTS (SELECT FROM veto_question q WHERE q.kit_version = kit AND NOT EXISTS (
               SELECT FROM concern WHERE scorecard = NEW.id AND question = q.id AND is_concern IS NOT NULL AND (evidence <> '' OR NOT is_concern)))
          OR EXISTS (SELECT FROM rating r JOIN competency c ON c.id = r.competency WHERE r.scorecard = NEW.id AND c.kit_version <> kit)
          OR EXISTS (SELECT FROM concern n JOIN veto_question q ON q.id = n.question WHERE n.scorecard = NEW.id AND q.kit_version <> kit)) THEN
        RAISE EXCEPTION 'A scorecard rates every competency of its kit and answers every question.'
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_whole';
      END IF;
      IF NEW.submitted_at IS NOT NULL AND EXISTS (SELECT FROM decision WHERE interview = held) THEN
        RAISE EXCEPTION 'The interview has been decided.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_not_late';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER scorecard_not_early BEFORE INSERT OR UPDATE ON scorecard FOR EACH ROW EXECUTE FUNCTION scorecard_not_early()",
    """CREATE FUNCTION decision_not_early() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM interview WHERE id = NEW.interview AND status = 'held' AND starts_at <= NEW.decided_at) THEN
        RAISE EXCEPTION 'Only an interview that was held is decided.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'decision_not_early';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER decision_not_early BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_not_early()",
    """CREATE FUNCTION scorecard_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.submitted_at IS NOT NULL THEN
        RAISE EXCEPTION 'A submitted scorecard is locked.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_locked';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$""",
    "CREATE TRIGGER scorecard_locked BEFORE UPDATE OR DELETE ON scorecard FOR EACH ROW EXECUTE FUNCTION scorecard_locked()",
    """CREATE FUNCTION rating_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM scorecard WHERE id = COALESCE(NEW.scorecard, OLD.scorecard) AND submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A submitted scorecard is locked.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_locked';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$""",
    "CREATE TRIGGER rating_locked BEFORE INSERT OR UPDATE OR DELETE ON rating FOR EACH ROW EXECUTE FUNCTION rating_locked()",
    "CREATE TRIGGER concern_locked BEFORE INSERT OR UPDATE OR DELETE ON concern FOR EACH ROW EXECUTE FUNCTION rating_locked()",
    # An interview keeps the version of the kit that it was arranged with, and the size of its panel.
    """CREATE FUNCTION interview_kit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.kit_version, NEW.panel_size) IS DISTINCT FROM (OLD.kit_version, OLD.panel_size) THEN
        RAISE EXCEPTION 'An interview keeps its kit and the size of its panel.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'interview_kit_stays';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER interview_kit_stays BEFORE UPDATE OF kit_version, panel_size ON interview FOR EACH ROW EXECUTE FUNCTION interview_kit_stays()",
    # A panel that differs by two points has written what it said; a veto is lifted by somebody else before an offer (N8).
    """CREATE FUNCTION decision_moderated() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last_in timestamptz;
    BEGIN
      SELECT max(k.submitted_at) INTO last_in FROM scorecard k JOIN panel_seat s ON s.id = k.seat WHERE s.interview = NEW.interview;
      IF EXISTS (
          SELECT FROM rating r JOIN scorecard k ON k.id = r.scorecard JOIN panel_seat s ON s.id = k.seat
          WHERE s.interview = NEW.interview AND k.submitted_at IS NOT NULL
          GROUP BY r.competency HAVING max(r.score) - min(r.score) >= 2
            AND NOT EXISTS (SELECT FROM moderation m WHERE m.interview = NEW.interview AND m.competency = r.competency AND m.written_at >= last_in)) THEN
        RAISE EXCEPTION 'The panel differs and has not moderated.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'decision_moderated';
      END IF;
      IF NEW.outcome = 'hire' AND EXISTS (
          SELECT FROM (
            SELECT r.competency AS subject, h."user" AS holder FROM rating r JOIN competency c ON c.id = r.competency
              JOIN scorecard k ON k.id = r.scorecard JOIN panel_seat s ON s.id = k.seat JOIN champion h ON h.id = s.champion
              WHERE s.interview = NEW.interview AND k.submitted_at IS NOT NULL AND r.score < c.veto_below
            UNION ALL
            SELECT n.question, h."user" FROM concern n
              JOIN scorecard k ON k.id = n.scorecard JOIN panel_seat s ON s.id = k.seat JOIN champion h ON h.id = s.champion
              WHERE s.interview = NEW.interview AND k.submitted_at IS NOT NULL AND n.is_concern) veto
          WHERE NOT COALESCE((SELECT m.is_lifted AND m.written_at >= last_in AND m.written_by <> veto.holder FROM moderation m
            WHERE m.interview = NEW.interview AND COALESCE(m.competency, m.question) = veto.subject ORDER BY m.written_at DESC, m.id DESC LIMIT 1), false)) THEN
        RAISE EXCEPTION 'A veto stands.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'decision_moderated';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER decision_moderated BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_moderated()",
    "CREATE TRIGGER moderation_written_once BEFORE UPDATE OR DELETE ON moderation FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER conflict_of_interest_written_once BEFORE UPDATE OR DELETE ON conflict_of_interest FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER decision_written_once BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION written_once()",
)

# Constraints that Piccolo cannot say.
OFFERS = (
    "CREATE UNIQUE INDEX offer_live_once ON offer (candidate) WHERE status = 'made'",
    "CREATE UNIQUE INDEX offer_drafted_once ON offer (application) WHERE status = 'drafted'",
    "CREATE UNIQUE INDEX offer_accepted_once ON offer (application) WHERE status = 'accepted'",
    "CREATE UNIQUE INDEX terms_request_open_once ON terms_request (offer) WHERE outcome = 'open'",
    "CREATE UNIQUE INDEX start_proposal_open_once ON start_proposal (offer) WHERE outcome = 'open'",
    # Terms stay as they were approved. The first day of an accepted offer moves to a date that both sides agreed,
    # and an acceptance is undone only where a condition of the offer is not met.
    """CREATE FUNCTION offer_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF changes_hands(to_jsonb(OLD), to_jsonb(NEW)) THEN
        RETURN NEW;
      END IF;
      IF (NEW.application, NEW.candidate, NEW.employer, NEW.role_title, NEW.grade, NEW.annual_amount, NEW.weekly_hours, NEW.place,
            NEW.expires_at, NEW.drafted_by, NEW.drafted_at, NEW.replaces)
          IS DISTINCT FROM (OLD.application, OLD.candidate, OLD.employer, OLD.role_title, OLD.grade, OLD.annual_amount, OLD.weekly_hours, OLD.place,
            OLD.expires_at, OLD.drafted_by, OLD.drafted_at, OLD.replaces)
          OR (OLD.made_at IS NOT NULL AND (NEW.made_at, NEW.approved_by) IS DISTINCT FROM (OLD.made_at, OLD.approved_by))
          OR (OLD.status IN ('declined', 'returned', 'replaced') AND NEW.status <> OLD.status)
          OR (OLD.status = 'accepted' AND NEW.status <> OLD.status AND NOT (NEW.status = 'withdrawn'
            AND EXISTS (SELECT FROM offer_condition WHERE offer = NEW.id AND status = 'not_met')))
          OR (NEW.starts_on IS DISTINCT FROM OLD.starts_on AND NOT (OLD.status = 'accepted'
            AND EXISTS (SELECT FROM start_proposal
                        WHERE offer = NEW.id AND outcome = 'agreed' AND from_on = OLD.starts_on AND to_on = NEW.starts_on))) THEN
        RAISE EXCEPTION 'The terms of an offer never change.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'offer_terms_stay';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER offer_terms_stay BEFORE UPDATE ON offer FOR EACH ROW EXECUTE FUNCTION offer_terms_stay()",
    """CREATE FUNCTION offer_condition_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR (NEW.offer, NEW.position, NEW.text) IS DISTINCT FROM (OLD.offer, OLD.position, OLD.text) THEN
        RAISE EXCEPTION 'The conditions of an offer never change.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'offer_condition_stays';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER offer_condition_stays BEFORE UPDATE OR DELETE ON offer_condition FOR EACH ROW EXECUTE FUNCTION offer_condition_stays()",
    # Never more live and accepted offers than posts, and one at most of a person until they have started.
    # The vacancy and the candidate are locked first: two offers at once see each other.
    """CREATE FUNCTION offers_within_headcount(of_vacancy uuid, of_candidate uuid) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE most int; taken int;
    BEGIN
      SELECT headcount INTO most FROM vacancy WHERE id = of_vacancy FOR NO KEY UPDATE;
      SELECT count(*) INTO taken FROM offer o JOIN application a ON a.id = o.application
        WHERE a.vacancy = of_vacancy AND o.status IN ('made', 'accepted') AND a.stage NOT IN ('withdrawn', 'rejected');
      IF taken > most THEN
        RAISE EXCEPTION '% offers for % posts.', taken, most USING ERRCODE = 'check_violation', CONSTRAINT = 'offers_within_headcount';
      END IF;
      IF of_candidate IS NOT NULL THEN
        PERFORM FROM candidate WHERE id = of_candidate FOR NO KEY UPDATE;
        SELECT count(*) INTO taken FROM offer o JOIN application a ON a.id = o.application
          WHERE o.candidate = of_candidate AND (o.status = 'made' OR o.status = 'accepted' AND a.stage IN ('offer', 'checks', 'ready'));
        IF taken > 1 THEN
          RAISE EXCEPTION '% offers of one person.', taken USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_one_a_person';
        END IF;
      END IF;
    END $$""",
    """CREATE FUNCTION offer_fits() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM offers_within_headcount((SELECT vacancy FROM application WHERE id = NEW.application), NEW.candidate);
      RETURN NULL;
    END $$""",
    """CREATE TRIGGER offer_fits AFTER INSERT ON offer FOR EACH ROW WHEN (NEW.status IN ('made', 'accepted')) EXECUTE FUNCTION offer_fits()""",
    """CREATE TRIGGER offer_made_fits AFTER UPDATE OF status ON offer FOR EACH ROW
        WHEN (NEW.status IN ('made', 'accepted') AND OLD.status NOT IN ('made', 'accepted')) EXECUTE FUNCTION offer_fits()""",
    """CREATE FUNCTION application_fits() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM offers_within_headcount(NEW.vacancy, NEW.candidate);
      RETURN NULL;
    END $$""",
    """CREATE TRIGGER application_reopened_fits AFTER UPDATE OF stage ON application FOR EACH ROW
        WHEN (OLD.stage IN ('withdrawn', 'rejected') AND NEW.stage NOT IN ('withdrawn', 'rejected')) EXECUTE FUNCTION application_fits()""",
    """CREATE FUNCTION vacancy_keeps_posts() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM offers_within_headcount(NEW.id, NULL);
      RETURN NULL;
    END $$""",
    """CREATE TRIGGER vacancy_keeps_posts AFTER UPDATE OF headcount ON vacancy FOR EACH ROW WHEN (NEW.headcount < OLD.headcount)
        EXECUTE FUNCTION vacancy_keeps_posts()""",
    # "Recruited" only when every condition is met. The conditions are locked, so that none is taken back meanwhile.
    """CREATE FUNCTION application_conditions_met() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM FROM offer_condition WHERE offer IN (SELECT id FROM offer WHERE application = NEW.id AND status = 'accepted') FOR SHARE;
      IF EXISTS (SELECT FROM offer_condition c JOIN offer o ON o.id = c.offer
                 WHERE o.application = NEW.id AND o.status = 'accepted' AND c.status <> 'met') THEN
        RAISE EXCEPTION 'A condition of the offer is not met.' USING ERRCODE = 'check_violation', CONSTRAINT = 'application_conditions_met';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER application_conditions_met BEFORE UPDATE OF stage ON application FOR EACH ROW
        WHEN (NEW.stage IN ('ready', 'started')) EXECUTE FUNCTION application_conditions_met()""",
)

# Constraints that Piccolo cannot say.
CONVERSIONS = (
    "CREATE UNIQUE INDEX conversion_case_live_once ON conversion_case (worker) WHERE stage NOT IN ('converted', 'closed')",
    "CREATE UNIQUE INDEX conversion_case_application_once ON conversion_case (application) WHERE application IS NOT NULL",
)

# Whether a check counts on a day: the one answer for pages, commands, the gate of staff and the invariants.
CHECKS = (
    """CREATE FUNCTION check_holds(held pre_employment_check, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT held.status = 'not_needed' OR (held.status = 'clear' AND (held.expires_on IS NULL OR held.expires_on >= day))
        OR EXISTS (SELECT FROM check_override o WHERE o.check_record = held.id AND o.status = 'granted' AND o.expires_on >= day)
    $$""",
    "CREATE UNIQUE INDEX check_override_once ON check_override (check_record) WHERE status IN ('requested', 'granted')",
    # Never of a check that the law insists on; never granted by whoever recorded the check; and the terms stay as they were granted.
    """CREATE FUNCTION check_override_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE held pre_employment_check;
    BEGIN
      SELECT * INTO held FROM pre_employment_check WHERE id = NEW.check_record;
      IF held.kind IN ('identity', 'right_to_work', 'dbs', 'swe_registration') THEN
        RAISE EXCEPTION 'This check is never overridden.' USING ERRCODE = 'check_violation', CONSTRAINT = 'check_override_permitted';
      END IF;
      IF NEW.status = 'granted' AND NEW.decided_by = held.checker THEN
        RAISE EXCEPTION 'Whoever recorded the check does not grant its override.'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'check_override_by_another';
      END IF;
      IF TG_OP = 'UPDATE' AND (OLD.check_record, OLD.reason, OLD.condition, OLD.expires_on, OLD.requested_by, OLD.requested_at)
          IS DISTINCT FROM (NEW.check_record, NEW.reason, NEW.condition, NEW.expires_on, NEW.requested_by, NEW.requested_at)
          OR TG_OP = 'UPDATE' AND OLD.status IN ('refused', 'ended') THEN
        RAISE EXCEPTION 'The terms of an override never change.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'check_override_stays';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER check_override_is_lawful BEFORE INSERT OR UPDATE ON check_override FOR EACH ROW EXECUTE FUNCTION check_override_is_lawful()",
    """CREATE FUNCTION register_lookup_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'What the register said never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'register_lookup_stays';
    END $$""",
    "CREATE TRIGGER register_lookup_stays BEFORE UPDATE ON register_lookup FOR EACH ROW EXECUTE FUNCTION register_lookup_stays()",
    "CREATE UNIQUE INDEX dbs_assessment_once ON dbs_assessment (check_record) WHERE outcome IS NULL AND forgotten_at IS NULL",
    # A certificate that discloses something is clear only where another person than the assessor decided to go on.
    """CREATE FUNCTION check_disclosure_is_decided() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM dbs_assessment WHERE check_record = NEW.id AND certificate = NEW.reference AND outcome = 'proceed') THEN
        RAISE EXCEPTION 'What the certificate discloses has not been decided on.'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'check_disclosure_is_decided';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER check_disclosure_is_decided BEFORE INSERT OR UPDATE ON pre_employment_check
      FOR EACH ROW WHEN (NEW.discloses AND NEW.status = 'clear') EXECUTE FUNCTION check_disclosure_is_decided()""",
    # What was decided stays; its texts may be forgotten.
    """CREATE FUNCTION dbs_assessment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (OLD.outcome, OLD.certificate, OLD.decided_by, OLD.decided_as, OLD.decided_at, OLD.assessed_by, OLD.opened_by)
          IS DISTINCT FROM (NEW.outcome, NEW.certificate, NEW.decided_by, NEW.decided_as, NEW.decided_at, NEW.assessed_by, NEW.opened_by)
          OR (NEW.forgotten_at IS NULL AND OLD.* IS DISTINCT FROM NEW.*) THEN
        RAISE EXCEPTION 'A decision on a disclosure never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'dbs_assessment_stays';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER dbs_assessment_stays BEFORE UPDATE ON dbs_assessment
      FOR EACH ROW WHEN (OLD.outcome IS NOT NULL) EXECUTE FUNCTION dbs_assessment_stays()""",
    # Nobody is asked about health before an offer is accepted (Equality Act 2010 section 60).
    """CREATE FUNCTION check_health_after_offer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM offer WHERE candidate = NEW.candidate AND status = 'accepted') THEN
        RAISE EXCEPTION 'Health may be asked about only once an offer is accepted.'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'check_health_after_offer';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER check_health_after_offer BEFORE INSERT OR UPDATE ON pre_employment_check
      FOR EACH ROW WHEN (NEW.kind = 'health' AND NEW.status <> 'open') EXECUTE FUNCTION check_health_after_offer()""",
)

# Constraints that Piccolo cannot say.
STAFF = (
    # Nobody becomes staff while a pre-employment check is open, failed or lapsed, or without an accepted offer.
    """CREATE FUNCTION staff_member_is_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE waiting text;
    BEGIN
      SELECT string_agg(kind, ', ' ORDER BY kind) INTO waiting FROM pre_employment_check k
        WHERE candidate = NEW.candidate AND NOT check_holds(k, NEW.started_on);
      IF waiting IS NOT NULL OR (SELECT count(*) FROM pre_employment_check WHERE candidate = NEW.candidate) < 9 THEN
        RAISE EXCEPTION 'Pre-employment checks are open: %.', COALESCE(waiting, 'not all recorded')
          USING ERRCODE = 'check_violation', CONSTRAINT = 'staff_member_is_cleared';
      END IF;
      IF NOT EXISTS (SELECT FROM offer WHERE id = NEW.offer AND candidate = NEW.candidate AND status = 'accepted') THEN
        RAISE EXCEPTION 'There is no accepted offer.' USING ERRCODE = 'check_violation', CONSTRAINT = 'staff_member_has_offer';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER staff_member_is_cleared BEFORE INSERT ON staff_member FOR EACH ROW EXECUTE FUNCTION staff_member_is_cleared()",
)

# Constraints that Piccolo cannot say.
PLACEMENTS = (
    # Never above 100% of a person on any day. The load only rises where a placement starts, so those days suffice.
    # The staff row is locked first: two confirmations at once see each other.
    """CREATE FUNCTION placement_never_over_full() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE most numeric; worst date; load numeric;
    BEGIN
      IF NEW.status = 'cancelled' THEN RETURN NEW; END IF;
      SELECT fte INTO most FROM staff_member WHERE id = NEW.staff_member FOR NO KEY UPDATE;
      SELECT day, total INTO worst, load FROM (
        SELECT d.day, sum(p.fte) + NEW.fte AS total
        FROM (
          SELECT NEW.starts_on AS day
          UNION SELECT starts_on FROM placement
            WHERE staff_member = NEW.staff_member AND id <> NEW.id AND status <> 'cancelled'
              AND starts_on BETWEEN NEW.starts_on AND NEW.ends_on
        ) d
        JOIN placement p ON p.staff_member = NEW.staff_member AND p.id <> NEW.id AND p.status <> 'cancelled'
          AND d.day BETWEEN p.starts_on AND p.ends_on
        GROUP BY d.day ORDER BY total DESC LIMIT 1
      ) busiest;
      IF COALESCE(load, NEW.fte) > most THEN
        RAISE EXCEPTION 'Placed at % of % on %.', COALESCE(load, NEW.fte), most, COALESCE(worst, NEW.starts_on)
          USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'placement_never_over_full';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER placement_never_over_full BEFORE INSERT OR UPDATE OF staff_member, starts_on, ends_on, fte, status
        ON placement FOR EACH ROW EXECUTE FUNCTION placement_never_over_full()""",
    # What was decided stays decided; a confirmed request is the record behind its placement.
    """CREATE FUNCTION placement_request_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status IN ('confirmed', 'cancelled', 'declined') THEN
        RAISE EXCEPTION 'The request is closed.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'placement_request_stays_closed';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER placement_request_stays_closed BEFORE UPDATE ON placement_request FOR EACH ROW EXECUTE FUNCTION placement_request_stays_closed()",
    "CREATE UNIQUE INDEX proposal_picked_once ON proposal (placement_request) WHERE status IN ('picked', 'confirmed')",
    "CREATE INDEX placement_by_end ON placement (ends_on, id) WHERE status <> 'cancelled'",
)

# Constraints that Piccolo cannot say.
TIMESHEETS = (
    """CREATE FUNCTION timesheet_day_counts() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE sheet timesheet; held placement;
    BEGIN
      SELECT * INTO sheet FROM timesheet WHERE id = COALESCE(NEW.timesheet, OLD.timesheet) FOR UPDATE;
      IF sheet.status IN ('approved', 'billed') THEN
        RAISE EXCEPTION 'Hours of an approved timesheet never change.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timesheet_frozen';
      END IF;
      IF TG_OP <> 'DELETE' THEN
        -- Shared with other timesheets of the placement, but not with a change of its dates.
        SELECT * INTO held FROM placement WHERE id = sheet.placement FOR SHARE;
        IF NEW.worked_on NOT BETWEEN sheet.week_starts_on AND sheet.week_starts_on + 6 OR (NEW.hours > 0
            AND (held.status = 'cancelled' OR NEW.worked_on NOT BETWEEN held.starts_on AND held.ends_on)) THEN
          RAISE EXCEPTION 'The day is outside the week or the placement.' USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_day_inside';
        END IF;
      END IF;
      UPDATE timesheet SET total_hours = (SELECT COALESCE(sum(hours), 0) FROM timesheet_day WHERE timesheet = sheet.id) WHERE id = sheet.id;
      RETURN NULL;
    END $$""",
    "CREATE TRIGGER timesheet_day_counts AFTER INSERT OR UPDATE OR DELETE ON timesheet_day FOR EACH ROW EXECUTE FUNCTION timesheet_day_counts()",
    # A placement is never cut short of a day on which hours are recorded.
    """CREATE FUNCTION placement_keeps_worked_days() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM timesheet t JOIN timesheet_day d ON d.timesheet = t.id WHERE t.placement = NEW.id AND d.hours > 0
          AND (NEW.status = 'cancelled' OR d.worked_on NOT BETWEEN NEW.starts_on AND NEW.ends_on)) THEN
        RAISE EXCEPTION 'Hours are recorded outside these days.' USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_keeps_worked_days';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER placement_keeps_worked_days BEFORE UPDATE OF starts_on, ends_on, status ON placement
        FOR EACH ROW EXECUTE FUNCTION placement_keeps_worked_days()""",
    # What is billed is frozen: the only way out is back to approved, by a credit note. Totals come from the days alone.
    """CREATE FUNCTION timesheet_stays_billed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.status IN ('approved', 'billed') THEN
          RAISE EXCEPTION 'An approved timesheet stays.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timesheet_frozen';
        END IF;
        RETURN OLD;
      END IF;
      IF OLD.status = 'billed' AND (NEW.status NOT IN ('billed', 'approved') OR (NEW.placement, NEW.week_starts_on, NEW.total_hours)
          IS DISTINCT FROM (OLD.placement, OLD.week_starts_on, OLD.total_hours)) THEN
        RAISE EXCEPTION 'A billed timesheet never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timesheet_frozen';
      END IF;
      IF NEW.status = 'billed' AND OLD.status NOT IN ('approved', 'billed') THEN
        RAISE EXCEPTION 'Only an approved timesheet is billed.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timesheet_frozen';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER timesheet_stays_billed BEFORE UPDATE OR DELETE ON timesheet FOR EACH ROW EXECUTE FUNCTION timesheet_stays_billed()",
    "CREATE TRIGGER timesheet_event_written_once BEFORE UPDATE OR DELETE ON timesheet_event FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE INDEX timesheet_billable ON timesheet (week_starts_on, placement) WHERE status = 'approved'",
)

# Constraints that Piccolo cannot say: what is issued never changes, adds up, and stands on one invoice only.
BILLING = (
    "CREATE TRIGGER invoice_written_once BEFORE UPDATE OR DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER invoice_line_written_once BEFORE UPDATE OR DELETE ON invoice_line FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER payment_written_once BEFORE UPDATE OR DELETE ON payment FOR EACH ROW EXECUTE FUNCTION written_once()",
    # At commit, lines and total agree to the penny, and each line of an invoice holds its week.
    """CREATE FUNCTION invoice_lines_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE paper invoice; lines numeric; weeks int; held int; wrong_way int;
    BEGIN
      SELECT * INTO paper FROM invoice WHERE id = COALESCE(to_jsonb(NEW) ->> 'invoice', to_jsonb(NEW) ->> 'id')::uuid;
      SELECT COALESCE(sum(net_amount), 0), count(*), count(*) FILTER (WHERE sign(hours) <> CASE paper.kind WHEN 'invoice' THEN 1 ELSE -1 END)
        INTO lines, weeks, wrong_way FROM invoice_line WHERE invoice = paper.id;
      IF lines <> paper.net_amount OR wrong_way > 0 THEN
        RAISE EXCEPTION 'Lines add up to %, % says %.', lines, paper.number, paper.net_amount
          USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_lines_add_up';
      END IF;
      SELECT count(*) INTO held FROM billed_week b JOIN invoice_line l ON (l.invoice, l.timesheet) = (b.invoice, b.timesheet)
        WHERE b.invoice = paper.id;
      IF held <> weeks AND paper.kind = 'invoice' AND NOT EXISTS (SELECT FROM invoice WHERE credits = paper.id) THEN
        RAISE EXCEPTION '% holds % of its % weeks.', paper.number, held, weeks
          USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_holds_its_weeks';
      END IF;
      RETURN NULL;
    END $$""",
    """CREATE CONSTRAINT TRIGGER invoice_lines_add_up AFTER INSERT ON invoice DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION invoice_lines_add_up()""",
    """CREATE CONSTRAINT TRIGGER invoice_line_in_total AFTER INSERT ON invoice_line DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION invoice_lines_add_up()""",
    # A credit note takes back the whole of one invoice on which no money stands. The lock lets no payment slip in.
    """CREATE FUNCTION credit_note_mirrors() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE credited invoice;
    BEGIN
      SELECT * INTO credited FROM invoice WHERE id = NEW.credits FOR UPDATE;
      IF credited.kind <> 'invoice' OR (NEW.client, NEW.po_number, NEW.net_amount, NEW.vat_rate, NEW.vat_amount)
          IS DISTINCT FROM (credited.client, credited.po_number, -credited.net_amount, credited.vat_rate, -credited.vat_amount) THEN
        RAISE EXCEPTION 'A credit note takes back a whole invoice.' USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_mirrors';
      END IF;
      IF (SELECT sum(paid_amount) FROM payment WHERE invoice = NEW.credits) <> 0 THEN
        RAISE EXCEPTION '% has been paid.', credited.number USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_of_unpaid';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER credit_note_mirrors BEFORE INSERT ON invoice FOR EACH ROW WHEN (NEW.kind = 'credit_note')
        EXECUTE FUNCTION credit_note_mirrors()""",
    # A week is freed by a credit note and by nothing else, and no week is both left out and billed.
    """CREATE FUNCTION billed_week_holds() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        PERFORM FROM timesheet WHERE id = NEW.timesheet FOR UPDATE;
        IF EXISTS (SELECT FROM exclusion WHERE timesheet = NEW.timesheet AND lifted_at IS NULL) THEN
          RAISE EXCEPTION 'The week is left out of billing.' USING ERRCODE = 'check_violation', CONSTRAINT = 'billed_week_not_excluded';
        END IF;
        RETURN NEW;
      END IF;
      IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT FROM invoice WHERE credits = OLD.invoice) THEN
        RAISE EXCEPTION 'Only a credit note frees a week.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'billed_week_holds';
      END IF;
      RETURN OLD;
    END $$""",
    "CREATE TRIGGER billed_week_holds BEFORE INSERT OR UPDATE OR DELETE ON billed_week FOR EACH ROW EXECUTE FUNCTION billed_week_holds()",
    """CREATE FUNCTION exclusion_of_unbilled() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM FROM timesheet WHERE id = NEW.timesheet FOR UPDATE;
      IF NEW.lifted_at IS NULL AND EXISTS (SELECT FROM billed_week WHERE timesheet = NEW.timesheet) THEN
        RAISE EXCEPTION 'The week is billed.' USING ERRCODE = 'check_violation', CONSTRAINT = 'exclusion_of_unbilled';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER exclusion_of_unbilled BEFORE INSERT OR UPDATE ON exclusion FOR EACH ROW EXECUTE FUNCTION exclusion_of_unbilled()",
    "CREATE UNIQUE INDEX exclusion_live_once ON exclusion (timesheet) WHERE lifted_at IS NULL",
    # Nobody pays more than is owed, or pays a credited invoice; a reversal takes back exactly one payment.
    """CREATE FUNCTION payment_within_debt() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE owed numeric; paid numeric;
    BEGIN
      SELECT gross_amount INTO owed FROM invoice WHERE id = NEW.invoice AND kind = 'invoice' FOR UPDATE;
      IF owed IS NULL OR EXISTS (SELECT FROM invoice WHERE credits = NEW.invoice) THEN owed := 0; END IF;
      SELECT COALESCE(sum(paid_amount), 0) + NEW.paid_amount INTO paid FROM payment WHERE invoice = NEW.invoice;
      IF paid > owed OR paid < 0 THEN
        RAISE EXCEPTION 'Payments of % for a debt of %.', paid, owed USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_within_debt';
      END IF;
      IF NEW.reverses IS NOT NULL AND NOT EXISTS (
          SELECT FROM payment WHERE id = NEW.reverses AND invoice = NEW.invoice AND paid_amount = -NEW.paid_amount AND reverses IS NULL) THEN
        RAISE EXCEPTION 'A reversal takes back one payment.' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_reversal_mirrors';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER payment_within_debt BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_within_debt()",
    "CREATE INDEX invoice_newest ON invoice (issued_on DESC, number DESC)",
    "CREATE INDEX invoice_by_client ON invoice (client, issued_on, number)",
)

AFC = ("INSERT INTO organisation (id, name, kind) VALUES (uuidv7(), 'Achieving for Children', 'afc')",)


# Constraints that Piccolo cannot say: nobody is named twice, each check is decided once, what a referee said stays.
REFEREES = (
    "CREATE UNIQUE INDEX referee_named_once ON referee (candidate, email) WHERE status <> 'dropped' AND forgotten_at IS NULL",
    "CREATE UNIQUE INDEX referee_check_once ON referee (candidate, check_kind) WHERE status = 'accepted' AND forgotten_at IS NULL",
    "CREATE UNIQUE INDEX reference_question_open_once ON reference_question (referee) WHERE answered_at IS NULL",
    "CREATE TRIGGER reference_written_once BEFORE UPDATE ON reference FOR EACH ROW EXECUTE FUNCTION written_once()",
    # What was said goes only with what else is known of the referee.
    """CREATE FUNCTION reference_forgotten_first() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM referee WHERE id = OLD.referee AND forgotten_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A reference stays until its referee is forgotten.'
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reference_forgotten_first';
      END IF;
      RETURN OLD;
    END $$""",
    "CREATE TRIGGER reference_forgotten_first BEFORE DELETE ON reference FOR EACH ROW EXECUTE FUNCTION reference_forgotten_first()",
)

# A self-disclosure that was sent stays as it is, until it is deleted in time.
DISCLOSURES = (
    """CREATE FUNCTION self_disclosure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.answers IS NOT NULL AND (NEW.answers, NEW.signed_name, NEW.sent_at) IS DISTINCT FROM (OLD.answers, OLD.signed_name, OLD.sent_at)
          OR OLD.finding IS NOT NULL THEN
        RAISE EXCEPTION 'A self-disclosure stays as it was sent and read.'
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'self_disclosure_stays';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER self_disclosure_stays BEFORE UPDATE ON self_disclosure FOR EACH ROW EXECUTE FUNCTION self_disclosure_stays()",
)

BLOCKS = (CORE, REFERENCE, DOCUMENTS, NOTIFICATIONS, CLIENTS, CALENDARS, CANDIDATES, DUPLICATES, KITS, INTERVIEWS, REFEREES, DISCLOSURES, OFFERS, CONVERSIONS, CHECKS, STAFF, PLACEMENTS, TIMESHEETS, BILLING, AFC)


async def forwards() -> MigrationManager:
    """Run every statement, in the order of the modules."""
    manager = MigrationManager(migration_id=ID, app_name="prime", description=DESCRIPTION)

    async def run() -> None:
        for block in BLOCKS:
            for statement in block:
                await DB.run_ddl(statement)

    manager.add_raw(run)
    return manager
