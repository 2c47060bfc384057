-- Why: what a session owes to its channel is written down in the transaction that decided it, and
-- posted afterwards; so nothing is lost or posted twice, whenever the process dies. A delivery
-- names what is owed, not its text: it is rendered when it is posted, from the session as it is
-- then. Owing it again raises its revision, and the post is edited.

CREATE TABLE deliveries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
    key text NOT NULL,
    revision integer NOT NULL DEFAULT 1,
    delivered_revision integer NOT NULL DEFAULT 0,
    owed_at timestamptz NOT NULL,
    failure text,
    UNIQUE (session_id, key)
);

COMMENT ON COLUMN deliveries.failure IS 'Why Discord refused it for good; empty when it was not refused.';

CREATE INDEX deliveries_pending ON deliveries (session_id, id) WHERE delivered_revision < revision;

CREATE TABLE posts (
    delivery_id bigint NOT NULL REFERENCES deliveries ON DELETE CASCADE,
    part integer NOT NULL CHECK (part >= 0),
    channel_id bigint NOT NULL,
    attempted_at timestamptz NOT NULL,
    message_id bigint,
    PRIMARY KEY (delivery_id, part)
);

COMMENT ON TABLE posts IS 'The messages of a delivery. A row without message_id was sent, or about to be, when the process stopped.';
