-- All that follows from one command, in one statement: events, the session's row, learners' words,
-- what is owed to the channel, the job that delivers it, the one that looks again when time has
-- passed, and those that ask a tutor about doubts.
WITH appended AS (
    INSERT INTO session_events (session_id, seq, at, actor, event)
    SELECT $1, e.seq, e.at, e.actor, e.event
    FROM jsonb_to_recordset($2) AS e (seq bigint, at timestamptz, actor text, event jsonb)
), moved AS (
    UPDATE sessions SET
        status = $3,
        current_topic = $4,
        started_at = coalesce(started_at, $5),
        ended_at = coalesce(ended_at, $6),
        end_reason = coalesce(end_reason, $7),
        paused_at = CASE WHEN $17::boolean THEN coalesce(paused_at, $14) END,
        host_id = coalesce($18::bigint, host_id),
        host_name = CASE
            WHEN $18::bigint IS NULL THEN host_name
            -- A new host who joins by the same command has no row yet.
            ELSE coalesce(
                (SELECT display_name FROM participants WHERE session_id = $1 AND person_id = $18), $19
            )
        END
    WHERE id = $1
), gone AS (
    UPDATE participants SET left_at = $14 WHERE session_id = $1 AND person_id = ANY ($20::bigint[])
), joined AS (
    INSERT INTO participants (session_id, person_id, display_name, joined_at)
    SELECT $1, p.person_id, p.display_name, p.joined_at
    FROM jsonb_to_recordset($8) AS p (person_id bigint, display_name text, joined_at timestamptz)
    ON CONFLICT (session_id, person_id)
    DO UPDATE SET left_at = NULL, display_name = excluded.display_name
), asked AS (
    INSERT INTO questions (
        session_id, question_id, asker_id, topic_id, text, kind, purpose, concepts, aspects, repeats,
        status, origin, asked_at, anonymous, same_as, near
    )
    SELECT
        $1, q.question_id, q.asker_id, q.topic_id, q.text, q.kind, q.purpose, q.concepts, q.aspects,
        q.repeats, q.status, q.origin, q.asked_at, q.anonymous, q.same_as, q.near
    FROM jsonb_to_recordset($9) AS q (
        question_id text, asker_id bigint, topic_id text, text text, kind text, purpose text,
        concepts text[], aspects text[], repeats text, status text, origin text, asked_at timestamptz,
        anonymous boolean, same_as text, near text[]
    )
), turned AS (
    UPDATE questions SET
        status = q.status,
        closed_at = CASE WHEN questions.status = q.status THEN questions.closed_at ELSE q.closed_at END,
        same_as = coalesce(q.same_as, questions.same_as)
    FROM jsonb_to_recordset($10) AS q (
        question_id text, status text, closed_at timestamptz, same_as text
    )
    WHERE questions.session_id = $1 AND questions.question_id = q.question_id
), corrected AS (
    UPDATE questions SET
        topic_id = coalesce(q.topic_id, questions.topic_id),
        kind = coalesce(q.kind, questions.kind),
        concepts = coalesce(q.concepts, questions.concepts),
        aspects = coalesce(q.aspects, questions.aspects)
    FROM jsonb_to_recordset($24) AS q (
        question_id text, topic_id text, kind text, concepts text[], aspects text[]
    )
    WHERE questions.session_id = $1 AND questions.question_id = q.question_id
), deleted AS (
    -- Its answers go with it.
    DELETE FROM questions WHERE session_id = $1 AND question_id = ANY ($25::text[])
), answered AS (
    INSERT INTO answers (
        session_id, question_id, number, author_id, source, section, text, answered_at, given,
        shared_question, shared_number
    )
    SELECT
        $1, a.question_id, a.number, coalesce(a.author_id, shared.author_id), a.source,
        a.section, coalesce(a.text, shared.text), a.answered_at, a.given, a.shared_question, a.shared_number
    FROM jsonb_to_recordset($11) AS a (
        question_id text, number integer, author_id bigint, source text, section text, text text,
        answered_at timestamptz, given text, shared_question text, shared_number integer
    )
    -- An answer that was given earlier to another doubt has its words there.
    LEFT JOIN answers shared
        ON shared.session_id = $1 AND shared.question_id = a.shared_question
            AND shared.number = a.shared_number
    -- Words that were erased are shared no more.
    WHERE coalesce(a.text, shared.text) IS NOT NULL
), reflected AS (
    INSERT INTO reflections (session_id, person_id, links, uses, comparison, answered_at)
    SELECT $1, r.person_id, r.links, r.uses, r.comparison, r.answered_at
    FROM jsonb_to_recordset($12) AS r (
        person_id bigint, links text, uses text, comparison text, answered_at timestamptz
    )
), shared AS (
    INSERT INTO solutions (session_id, number, author_id, topic_id, text, origin, shared_at)
    SELECT $1, s.number, s.author_id, s.topic_id, s.text, s.origin, s.shared_at
    FROM jsonb_to_recordset($13) AS s (
        number integer, author_id bigint, topic_id text, text text, origin text,
        shared_at timestamptz
    )
), also_has AS (
    INSERT INTO question_joins (session_id, question_id, person_id, joined_at)
    SELECT $1, j.question_id, j.person_id, j.joined_at
    FROM jsonb_to_recordset($26::jsonb -> 'joined') AS j (
        question_id text, person_id bigint, joined_at timestamptz
    )
    ON CONFLICT DO NOTHING
), accepted AS (
    INSERT INTO accepted_answers (
        guild_id, course_id, session_id, question_id, number, question, answer, topic_id, concepts,
        aspects, kind, accepted_by, accepted_at
    )
    SELECT
        s.guild_id, s.course_id, s.id, a.question_id, a.number, q.text, a.text, q.topic_id, q.concepts,
        q.aspects, q.kind, m.accepted_by, m.accepted_at
    FROM jsonb_to_recordset($26::jsonb -> 'accepted') AS m (
        question_id text, number integer, accepted_by bigint, accepted_at timestamptz
    )
    JOIN sessions s ON s.id = $1
    JOIN questions q ON q.session_id = s.id AND q.question_id = m.question_id
    JOIN answers a
        ON a.session_id = s.id AND a.question_id = m.question_id AND a.number = m.number
    ON CONFLICT (session_id, question_id, number) DO UPDATE SET
        retired_at = NULL, accepted_by = excluded.accepted_by, accepted_at = excluded.accepted_at
), withdrawn AS (
    UPDATE accepted_answers SET retired_at = $14
    FROM jsonb_to_recordset($26::jsonb -> 'withdrawn') AS m (question_id text, number integer)
    WHERE accepted_answers.session_id = $1
        AND accepted_answers.question_id = m.question_id
        AND accepted_answers.number = m.number
), owed AS (
    INSERT INTO deliveries (session_id, key, owed_at)
    SELECT $1, k.key, $14
    FROM unnest($15::text[]) WITH ORDINALITY AS k (key, position)
    ORDER BY k.position
    ON CONFLICT (session_id, key)
    DO UPDATE SET revision = deliveries.revision + 1, owed_at = excluded.owed_at
    RETURNING revision
), pace AS (
    -- Posts that are only brought up to date wait for what comes at the same moment.
    SELECT CASE WHEN bool_or(revision = 1) THEN 0 ELSE $23::double precision END AS pause
    FROM owed
    HAVING count(*) > 0
)
SELECT
    (
        SELECT (graphile_worker.add_job(
            $16,
            json_build_object('session_id', $1::bigint),
            queue_name := 'session-' || $1::bigint,
            run_at := now() + make_interval(secs => pace.pause),
            job_key := 'deliver-' || $1::bigint,
            job_key_mode := CASE WHEN pace.pause > 0 THEN 'preserve_run_at' ELSE 'replace' END
        )).id
        FROM pace
    ) AS delivers,
    (
        SELECT (graphile_worker.add_job(
            $21,
            json_build_object('session_id', $1::bigint),
            queue_name := 'session-' || $1::bigint,
            run_at := now() + make_interval(secs => $22::double precision),
            job_key := 'tick-' || $1::bigint
        )).id
        WHERE $22::double precision IS NOT NULL
    ) AS ticks,
    (
        -- In no queue: a tutor is slow, and what the session owes must not wait for it.
        SELECT count((graphile_worker.add_job(
            $27,
            json_build_object('session_id', $1::bigint, 'question', t.question),
            job_key := 'tutor-' || $1::bigint || '-' || t.question
        )).id)
        FROM unnest($28::text[]) AS t (question)
    ) AS asks_tutor
