-- A part of a server's doubts, newest first, with how many there are in all.
SELECT
    q.session_id, q.question_id, s.course_id, p.display_name AS asker, q.asker_id, q.anonymous,
    q.topic_id, q.text, q.kind, q.concepts, q.aspects, q.status,
    q.asked_at AS "asked_at: OffsetDateTime",
    to_char(q.asked_at AT TIME ZONE zone.name, 'YYYY-MM-DD HH24:MI') AS "asked_on!",
    (
        SELECT planned.topic ->> 'title'
        FROM session_events e, jsonb_array_elements(e.event -> 'plan') AS planned (topic)
        WHERE e.session_id = q.session_id AND e.seq = 1 AND planned.topic ->> 'topic' = q.topic_id
        LIMIT 1
    ) AS topic_title,
    CASE
        WHEN $10::boolean THEN (
            SELECT string_agg(a.text, E'\n\n' ORDER BY a.number)
            FROM answers a
            WHERE a.session_id = q.session_id AND a.question_id = q.question_id
        )
    END AS answers,
    count(*) OVER () AS "total!"
FROM sessions s
JOIN questions q ON q.session_id = s.id
JOIN participants p ON p.session_id = q.session_id AND p.person_id = q.asker_id
CROSS JOIN (
    SELECT coalesce((SELECT time_zone FROM guild_settings WHERE guild_id = $1), 'UTC') AS name
) zone
WHERE s.guild_id = $1
    AND ($2::text[] IS NULL OR q.status = ANY ($2))
    AND ($3::text IS NULL OR left(md5(s.course_id || '/' || q.topic_id), 10) = $3)
    AND ($4::bigint IS NULL OR q.asker_id = $4)
    AND ($5::date IS NULL OR (q.asked_at AT TIME ZONE zone.name)::date >= $5)
    AND ($6::date IS NULL OR (q.asked_at AT TIME ZONE zone.name)::date <= $6)
    AND ($7::bigint IS NULL OR s.id = $7)
ORDER BY q.asked_at DESC, q.session_id DESC, length(q.question_id) DESC, q.question_id DESC
OFFSET $8
LIMIT $9
