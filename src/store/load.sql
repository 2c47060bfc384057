-- One session with its events in order, its learners' names, one person's earlier questions and
-- answers, those questions of others that are not settled, and the answers that are near a doubt: one
-- that is asked ($5, $6), or a recorded one ($8).
SELECT
    s.id, s.guild_id, s.channel_id, s.opens_thread, s.venue_id, s.moves, s.left_venue_id, s.left_because, s.trouble, s.course_id, s.course_version,
    s.course_hash, s.language, s.host_name, s.opened_at AS "opened_at: OffsetDateTime",
    e.seqs AS "seqs!", e.ats AS "ats!: Vec<OffsetDateTime>", e.actors AS "actors!", e.events AS "events!",
    (
        SELECT coalesce(jsonb_object_agg(p.person_id::text, p.display_name), '{}')
        FROM participants p
        WHERE p.session_id = s.id
    ) AS "names!: Json<BTreeMap<PersonId, String>>",
    (
        SELECT coalesce(jsonb_agg(jsonb_build_array(q.question_id, q.text) ORDER BY q.asked_at), '[]')
        FROM questions q
        WHERE q.session_id = s.id AND q.asker_id = $4
    ) AS "own_questions!: Json<Vec<(QuestionId, String)>>",
    (
        SELECT coalesce(jsonb_agg(jsonb_build_array(a.question_id, a.text)), '[]')
        FROM answers a
        WHERE a.session_id = s.id AND a.author_id = $4
    ) AS "own_answers!: Json<Vec<(QuestionId, String)>>",
    (
        SELECT coalesce(jsonb_agg(jsonb_build_array(q.question_id, q.text) ORDER BY q.asked_at), '[]')
        FROM questions q
        WHERE $5::text IS NOT NULL
            AND q.session_id = s.id AND q.asker_id <> $4 AND q.status IN ('open', 'answered')
    ) AS "others_questions!: Json<Vec<(QuestionId, String)>>",
    (
        SELECT coalesce(jsonb_agg(jsonb_build_array(near.topic, near.doubt)), '[]')
        FROM near_doubts(s.course_hash, $5, $6, $7) near
    ) AS "near_doubts!: Json<Vec<(usize, usize)>>",
    (
        SELECT coalesce(
            jsonb_agg(jsonb_build_object(
                'id', near.id, 'question', near.question, 'answer', near.answer, 'topic', near.topic_id,
                'aspects', near.aspects, 'kind', near.kind
            )),
            '[]'
        )
        FROM (
            SELECT * FROM near_accepted(s.guild_id, s.course_id, $5, $6, $7)
            UNION
            SELECT a.*
            FROM questions q
            JOIN accepted_answers a
                ON 'accepted:' || a.id = ANY (q.near) AND a.guild_id = s.guild_id AND a.retired_at IS NULL
            WHERE q.session_id = s.id AND q.question_id = $8
        ) near
    ) AS "near_accepted!: Json<Vec<Accepted>>"
FROM sessions s
CROSS JOIN LATERAL (
    SELECT
        array_agg(se.seq ORDER BY se.seq) AS seqs,
        array_agg(se.at ORDER BY se.seq) AS ats,
        array_agg(se.actor ORDER BY se.seq) AS actors,
        array_agg(se.event ORDER BY se.seq) AS events
    FROM session_events se
    WHERE se.session_id = s.id
) e
WHERE ($1::bigint IS NULL OR s.guild_id = $1)
    AND s.id = coalesce(
        $2::bigint,
        (
            SELECT o.id
            FROM sessions o
            WHERE o.ended_at IS NULL
                AND (
                    o.venue_id = $3::bigint
                    OR o.channel_id = $3::bigint
                    OR o.left_venue_id = $3::bigint
                )
            ORDER BY o.venue_id = $3::bigint DESC NULLS LAST, o.channel_id = $3::bigint DESC
            LIMIT 1
        )
    )
