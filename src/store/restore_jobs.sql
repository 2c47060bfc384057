-- The jobs that sessions should have and do not: one that delivers what is owed, one that looks at an
-- open session when time has passed.
WITH missing AS (
    SELECT 'deliver-' AS kind, $1 AS task, owing.session_id
    FROM (SELECT DISTINCT session_id FROM deliveries WHERE delivered_revision < revision) owing
    UNION ALL
    SELECT 'tick-', $2, id FROM sessions WHERE ended_at IS NULL
)
SELECT (graphile_worker.add_job(
    missing.task,
    json_build_object('session_id', missing.session_id),
    queue_name := 'session-' || missing.session_id,
    job_key := missing.kind || missing.session_id
)).id AS job
FROM missing
WHERE NOT EXISTS (
    SELECT FROM graphile_worker._private_jobs jobs
    WHERE jobs.key = missing.kind || missing.session_id
)
