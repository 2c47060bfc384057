-- A session with its first event, the course that it keeps (sent where it may not be stored yet),
-- what it owes, the job that delivers it, and the one that looks again when time has passed.
WITH kept AS (
    INSERT INTO courses (hash, course_id, version, language, title, content, stored_at)
    SELECT $17, $4, $5, $6, $18, $19, $10
    WHERE $19::jsonb IS NOT NULL
    ON CONFLICT (hash) DO NOTHING
), opened AS (
    INSERT INTO sessions (
        guild_id, channel_id, opens_thread, course_id, course_version, language, host_id, host_name,
        advance_rule, status, opened_at, course_hash
    )
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, 'lobby', $10, $17
    -- Not in the thread of a session that is open either.
    WHERE NOT EXISTS (SELECT FROM sessions o WHERE o.venue_id = $2 AND o.ended_at IS NULL)
    RETURNING id
), appended AS (
    INSERT INTO session_events (session_id, seq, at, actor, event)
    SELECT opened.id, 1, $10, $11, $12 FROM opened
), owed AS (
    INSERT INTO deliveries (session_id, key, owed_at)
    SELECT opened.id, k.key, $10
    FROM opened, unnest($13::text[]) WITH ORDINALITY AS k (key, position)
    ORDER BY k.position
)
SELECT opened.id AS "id!"
FROM opened,
    LATERAL graphile_worker.add_job(
        $14,
        json_build_object('session_id', opened.id),
        queue_name := 'session-' || opened.id,
        job_key := 'deliver-' || opened.id
    ) AS delivers,
    LATERAL graphile_worker.add_job(
        $15,
        json_build_object('session_id', opened.id),
        queue_name := 'session-' || opened.id,
        run_at := now() + make_interval(secs => $16::double precision),
        job_key := 'tick-' || opened.id
    ) AS ticks
