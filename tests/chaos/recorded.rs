//! What a round left in its database.

use serde_json::Value;
use sqlx::{Connection, FromRow, PgConnection};

#[derive(FromRow)]
pub struct SessionRow {
    pub id: i64,
    pub channel_id: i64,
    pub venue_id: Option<i64>,
    pub course_id: String,
    pub advance_rule: String,
    pub status: String,
    pub end_reason: Option<String>,
}

#[derive(FromRow)]
pub struct EventRow {
    pub session_id: i64,
    pub seq: i64,
    pub actor: String,
    pub event: Value,
}

#[derive(FromRow)]
pub struct QuestionRow {
    pub session_id: i64,
    pub question_id: String,
    pub asker_id: i64,
    pub text: String,
    pub status: String,
    pub repeats: Option<String>,
}

#[derive(FromRow)]
pub struct AnswerRow {
    pub session_id: i64,
    pub question_id: String,
    pub author_id: Option<i64>,
    pub text: String,
}

#[derive(FromRow)]
pub struct ReflectionRow {
    pub session_id: i64,
    pub person_id: i64,
    pub links: String,
    pub uses: String,
    pub comparison: String,
}

#[derive(FromRow)]
pub struct DeliveryRow {
    pub id: i64,
    pub session_id: i64,
    pub key: String,
    pub revision: i32,
    pub delivered_revision: i32,
    pub failure: Option<String>,
}

#[derive(FromRow)]
pub struct PostRow {
    pub delivery_id: i64,
    pub part: i32,
    pub channel_id: i64,
    pub message_id: Option<i64>,
}

#[derive(FromRow)]
pub struct ParticipantRow {
    pub session_id: i64,
    pub person_id: i64,
}

/// Everything that the round left in its database.
pub struct Recorded {
    pub sessions: Vec<SessionRow>,
    pub events: Vec<EventRow>,
    pub questions: Vec<QuestionRow>,
    pub answers: Vec<AnswerRow>,
    pub reflections: Vec<ReflectionRow>,
    pub deliveries: Vec<DeliveryRow>,
    pub posts: Vec<PostRow>,
    pub participants: Vec<ParticipantRow>,
    pub jobs_left: i64,
}

impl Recorded {
    pub async fn read(database: &str) -> Self {
        let mut connection = PgConnection::connect(database).await.unwrap();
        let c = &mut connection;
        macro_rules! all {
            ($query:literal) => {
                sqlx::query_as($query).fetch_all(&mut *c).await.unwrap()
            };
        }
        let recorded = Self {
            sessions: all!("SELECT * FROM sessions ORDER BY id"),
            events: all!("SELECT * FROM session_events ORDER BY session_id, seq"),
            questions: all!("SELECT * FROM questions ORDER BY session_id, asked_at"),
            answers: all!("SELECT * FROM answers"),
            reflections: all!("SELECT * FROM reflections"),
            deliveries: all!("SELECT * FROM deliveries ORDER BY id"),
            posts: all!("SELECT * FROM posts ORDER BY delivery_id, part"),
            participants: all!("SELECT * FROM participants"),
            jobs_left: sqlx::query_scalar(crate::JOBS_LEFT)
                .fetch_one(&mut *c)
                .await
                .unwrap(),
        };
        connection.close().await.unwrap();
        recorded
    }
}
