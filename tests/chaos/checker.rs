//! After a round: what learners did against what is in the database and in the channel.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tertulia::{
    domain::course::Course,
    local::{LocalDiscord, LoggedRequest, MessageView},
};

use crate::{
    journal::{Deed, Journal},
    openapi,
    recorded::{DeliveryRow, EventRow, QuestionRow, Recorded, SessionRow},
    session::Played,
};

const HEADINGS: [&str; 5] = [
    "1. Estructura de la conversación",
    "2. Claridad y profundidad",
    "3. Patrones de aprendizaje",
    "4. Aplicación y reflexión",
    "5. Observaciones adicionales",
];
/// Discord's codes for a second answer to an interaction and a second thread from a message.
const DONE_BEFORE: [&str; 2] = [" 40060 ", " 160004 "];

/// What is wrong, by kind.
#[derive(Default)]
pub struct Findings {
    pub lost: Vec<String>,
    pub doubled: Vec<String>,
    pub missing: Vec<String>,
    pub other: Vec<String>,
    pub deeds: usize,
    pub posts: usize,
    /// Topics that the group left because somebody pressed «Avanzar igualmente».
    pub forced: usize,
}

/// Looks at all that a round left behind. `played` are the sessions that came to their end.
pub async fn check(
    database: &str,
    discord: &LocalDiscord,
    journal: &Journal,
    courses: &[&Course],
    played: &[Played],
) -> Findings {
    let recorded = Recorded::read(database).await;
    let messages = discord.messages();
    let mut findings = Findings::default();
    findings.check_events(&recorded, courses, played);
    findings.check_deeds(&recorded, journal);
    findings.check_words(&recorded, journal);
    findings.check_posts(&recorded, &messages, discord);
    findings.check_last_sight(&recorded, &messages, courses);
    findings.check_requests(&discord.violations(), &discord.requests());
    findings
}

impl Findings {
    /// Everything that is wrong.
    pub fn all(&self) -> Vec<&String> {
        let kinds = [&self.lost, &self.doubled, &self.missing, &self.other];
        kinds.into_iter().flatten().collect()
    }

    /// Events without gaps, each thing that happens once once, and every topic in its order.
    fn check_events(&mut self, recorded: &Recorded, courses: &[&Course], played: &[Played]) {
        for session in &recorded.sessions {
            let id = session.id;
            let own = recorded.events.iter().filter(|e| e.session_id == id);
            let own: Vec<&EventRow> = own.collect();
            if !own.iter().zip(1..).all(|(event, seq)| event.seq == seq) {
                self.other.push(format!("session {id}: events with gaps"));
            }
            let mut times: BTreeMap<String, usize> = BTreeMap::new();
            for event in &own {
                if let Some(once) = happens_once(event) {
                    *times.entry(once).or_default() += 1;
                }
            }
            for (what, times) in times.iter().filter(|(_, times)| **times > 1) {
                self.doubled
                    .push(format!("session {id}: {times} times {what}"));
            }
            self.check_rule(session, &own, recorded);
            let Some(played) = played.iter().find(|played| played.session == id) else {
                self.other.push(format!("session {id} did not end"));
                continue;
            };
            if session.advance_rule != played.rule.name() {
                let rule = &session.advance_rule;
                let set = played.rule.name();
                self.other
                    .push(format!("session {id}: the rule is {rule}, {set} was set"));
            }
            if session.status != "ended" || session.end_reason.as_deref() != Some("completed") {
                let (status, reason) = (&session.status, &session.end_reason);
                self.other
                    .push(format!("session {id} is {status}, {reason:?}"));
            }
            let course = course_of(session, courses);
            let planned = course.topics.iter().map(|topic| topic.id.as_str());
            let started = own.iter().filter(|e| e.event["type"] == "topic_started");
            let started = started.filter_map(|event| event.event["topic"].as_str());
            if !started.eq(planned) {
                self.missing
                    .push(format!("session {id}: not every topic in its order"));
            }
        }
    }

    /// Every step is by the rule, or recorded as forced.
    fn check_rule(&mut self, session: &SessionRow, own: &[&EventRow], recorded: &Recorded) {
        let steps = own
            .iter()
            .filter(|e| e.event["type"] == "advance_attempted");
        for EventRow { actor, event, .. } in steps.copied() {
            let forced = event["result"] == "forced";
            let pending = event["pending"].as_array();
            let waits = pending.is_some_and(|pending| !pending.is_empty());
            // The host and the moderator take no part here.
            let by_a_learner = recorded.participants.iter().any(|row| {
                row.session_id == session.id && *actor == format!("learner:{}", row.person_id)
            });
            let fits = match session.advance_rule.as_str() {
                "all" => forced == waits && !(forced && by_a_learner),
                "majority" => forced == (waits && !by_a_learner),
                _ => !forced && !by_a_learner,
            };
            self.forced += usize::from(forced);
            if !fits {
                let (id, rule) = (session.id, &session.advance_rule);
                self.other.push(format!(
                    "session {id}, {rule}: {actor} advanced with {event}"
                ));
            }
        }
    }

    /// What was answered is recorded.
    fn check_deeds(&mut self, recorded: &Recorded, journal: &Journal) {
        for ((session, person), deeds) in journal.deeds() {
            self.deeds += deeds.len();
            let own = recorded.events.iter().filter(|event| {
                event.session_id == session
                    && event.actor.rsplit(':').next() == Some(person.to_string().as_str())
            });
            let own: Vec<&Value> = own.map(|event| &event.event).collect();
            for deed in &deeds {
                if !is_recorded(deed, &own, recorded, session, person) {
                    self.lost
                        .push(format!("session {session}, person {person}: {deed:?}"));
                }
            }
        }
    }

    /// No doubt, answer or reflection twice.
    fn check_words(&mut self, recorded: &Recorded, journal: &Journal) {
        let deeds = journal.deeds();
        let mut doubts: BTreeMap<_, Vec<&QuestionRow>> = BTreeMap::new();
        for question in &recorded.questions {
            let key = (question.session_id, question.asker_id, &question.text);
            doubts.entry(key).or_default().push(question);
        }
        for ((session, asker, text), same) in doubts {
            let judged = deeds.get(&(session, asker.cast_unsigned()));
            // A doubt that was put off and typed anew is recognised, and its asker says so.
            let said_so = |question: &&QuestionRow| {
                let deed = Deed::SentAgain(question.question_id.clone());
                question.repeats.is_some() && judged.is_some_and(|deeds| deeds.contains(&deed))
            };
            let new = same.iter().filter(|question| !said_so(question)).count();
            if new > 1 {
                self.doubled
                    .push(format!("session {session}: {new} times «{text}»"));
            }
        }
        let mut answers: BTreeMap<_, usize> = BTreeMap::new();
        for answer in recorded.answers.iter().filter(|a| a.author_id.is_some()) {
            let key = (answer.session_id, &answer.question_id, &answer.text);
            *answers.entry(key).or_default() += 1;
        }
        for ((session, question, text), times) in answers.iter().filter(|(_, times)| **times > 1) {
            self.doubled.push(format!(
                "session {session}, {question}: {times} times the answer «{text}»"
            ));
        }
        let asked = recorded
            .events
            .iter()
            .filter(|event| event.event["type"] == "question_asked")
            .count();
        if asked != recorded.questions.len() {
            let rows = recorded.questions.len();
            self.other
                .push(format!("{asked} doubts among the events, {rows} rows"));
        }
    }

    /// Every post is a message, every message is a post, and in the order in which they were owed.
    fn check_posts(
        &mut self,
        recorded: &Recorded,
        messages: &[MessageView],
        discord: &LocalDiscord,
    ) {
        self.posts = recorded.posts.len();
        if recorded.jobs_left > 0 {
            let jobs = recorded.jobs_left;
            self.other
                .push(format!("{jobs} jobs are left in the queue"));
        }
        for delivery in &recorded.deliveries {
            let DeliveryRow {
                session_id, key, ..
            } = delivery;
            if delivery.delivered_revision != delivery.revision {
                self.lost
                    .push(format!("session {session_id}: {key} is owed still"));
            }
            if let Some(failure) = &delivery.failure {
                self.lost
                    .push(format!("session {session_id}: {key}: {failure}"));
            }
        }
        let known: BTreeMap<u64, &MessageView> = messages
            .iter()
            .map(|message| (message.id, message))
            .collect();
        let mut posted = BTreeSet::new();
        for post in &recorded.posts {
            let id = post.message_id.map(i64::cast_unsigned);
            match id.and_then(|id| known.get(&id)) {
                None => self.lost.push(format!(
                    "part {} of delivery {} is no message",
                    post.part, post.delivery_id
                )),
                Some(message) if message.channel_id != post.channel_id.cast_unsigned() => self
                    .other
                    .push(format!("message {} is in another channel", message.id)),
                Some(message) => {
                    if !posted.insert(message.id) {
                        self.lost
                            .push(format!("message {} stands for two posts", message.id));
                    }
                }
            }
        }
        let bot = messages.iter().find(|m| posted.contains(&m.id));
        let bot = bot.map(|message| message.author.clone());
        for message in messages {
            if Some(&message.author) == bot.as_ref() && !posted.contains(&message.id) {
                let text: String = message.text().chars().take(80).collect();
                self.doubled.push(format!(
                    "message {} in {} is no post of ours: {text}",
                    message.id, message.channel
                ));
            }
        }
        self.check_order(recorded);
        self.check_parts(recorded);
        for session in &recorded.sessions {
            self.check_report(session, recorded, &known, discord);
        }
    }

    fn check_order(&mut self, recorded: &Recorded) {
        for session in &recorded.sessions {
            let own: BTreeSet<i64> = recorded
                .deliveries
                .iter()
                .filter(|delivery| delivery.session_id == session.id)
                .map(|delivery| delivery.id)
                .collect();
            let posts = recorded.posts.iter();
            let ids: Vec<_> = posts
                .filter(|post| own.contains(&post.delivery_id))
                .filter_map(|post| post.message_id)
                .collect();
            if !ids.is_sorted() {
                self.other
                    .push(format!("session {}: posts out of order", session.id));
            }
        }
    }

    /// The same delivery has as many parts in every session of a course.
    fn check_parts(&mut self, recorded: &Recorded) {
        let mut parts: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
        // No server here has a channel for reports: copies become no messages.
        let here = recorded.deliveries.iter();
        for delivery in here.filter(|delivery| delivery.key != "report/copy") {
            let session = recorded.sessions.iter();
            let session = session
                .clone()
                .find(|session| session.id == delivery.session_id)
                .expect("a delivery belongs to a session");
            let own = recorded.posts.iter();
            let own = own.filter(|post| post.delivery_id == delivery.id).count();
            let key = match delivery.key.split_once('/') {
                // Each doubt and each answer is one message.
                Some((kind @ ("doubt" | "answer"), _)) => kind,
                _ => delivery.key.as_str(),
            };
            parts
                .entry((session.course_id.as_str(), key))
                .or_default()
                .insert(own);
        }
        for ((course, key), numbers) in parts {
            if numbers.len() > 1 || numbers.contains(&0) {
                self.lost
                    .push(format!("{course}: {key} has {numbers:?} parts"));
            }
        }
    }

    fn check_report(
        &mut self,
        session: &SessionRow,
        recorded: &Recorded,
        messages: &BTreeMap<u64, &MessageView>,
        discord: &LocalDiscord,
    ) {
        let id = session.id;
        let venue = session.venue_id.unwrap_or(session.channel_id);
        let in_venue = messages
            .values()
            .filter(|message| message.channel_id == venue.cast_unsigned());
        let reports: Vec<&&MessageView> = in_venue
            .filter(|message| {
                message
                    .embeds
                    .iter()
                    .any(|e| HEADINGS.contains(&e.title.as_str()))
            })
            .collect();
        let whole = |report: &MessageView| {
            report
                .embeds
                .iter()
                .map(|embed| embed.title.as_str())
                .eq(HEADINGS)
        };
        match reports.as_slice() {
            [report] if whole(report) => {}
            [] => self.missing.push(format!("session {id} has no report")),
            [_] => self
                .other
                .push(format!("session {id}: the report lacks a heading")),
            more => self
                .doubled
                .push(format!("session {id} has {} reports", more.len())),
        }
        let name = format!("informe-{id}.md");
        let files = discord.files();
        let mut files = files.iter().filter(|file| file.file_name == name);
        let text = files
            .next()
            .map(|file| String::from_utf8_lossy(&file.bytes));
        if !text.is_some_and(|text| HEADINGS.iter().all(|heading| text.contains(heading))) {
            self.other
                .push(format!("{name} is not there as it should be"));
        }
        if recorded
            .deliveries
            .iter()
            .all(|d| (d.session_id, d.key.as_str()) != (id, "report"))
        {
            self.missing.push(format!("session {id} owes no report"));
        }
    }

    /// The panels show the end of the session: no edit was lost.
    fn check_last_sight(
        &mut self,
        recorded: &Recorded,
        messages: &[MessageView],
        courses: &[&Course],
    ) {
        for session in &recorded.sessions {
            let id = session.id;
            let venue = session.venue_id.unwrap_or(session.channel_id);
            let thread: Vec<&MessageView> = messages
                .iter()
                .filter(|message| message.channel_id == venue.cast_unsigned())
                .collect();
            let joined = recorded.participants.iter();
            let joined = joined.filter(|row| row.session_id == id).count();
            let reflected = recorded.reflections.iter();
            let reflected = reflected.filter(|row| row.session_id == id).count();
            let mut expected = vec![
                ("La sesión terminó".to_owned(), String::new()),
                (
                    "Reflexión final".to_owned(),
                    format!("Respondieron ({reflected} de {joined})"),
                ),
            ];
            for topic in course_of(session, courses)
                .topics
                .iter()
                .filter(|t| t.pause)
            {
                expected.push((format!("Tema visto: {}", topic.title), String::new()));
            }
            for (title, field) in expected {
                let shown = thread.iter().any(|message| {
                    message.embeds.iter().any(|embed| {
                        let has = |(name, _): &(String, String)| *name == field;
                        embed.title == title && (field.is_empty() || embed.fields.iter().any(has))
                    })
                });
                if !shown {
                    self.lost
                        .push(format!("session {id} does not show «{title}» {field}"));
                }
            }
            let open = recorded.questions.iter().filter(|row| row.session_id == id);
            let settled = open.filter(|row| row.status == "resolved").count();
            let shown = thread
                .iter()
                .filter(|m| {
                    m.embeds
                        .iter()
                        .any(|embed| embed.footer.ends_with("Resuelta"))
                })
                .count();
            if settled != shown {
                self.lost.push(format!(
                    "session {id} shows {shown} settled doubts, there are {settled}"
                ));
            }
        }
    }

    /// Nothing that Discord would refuse, but for what the bot had to try again because it never
    /// heard that it was done: it got an error, or died.
    fn check_requests(&mut self, violations: &[String], requests: &[LoggedRequest]) {
        let mut tried: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        for request in requests {
            let what = format!("{} {}", request.method, request.path);
            tried.entry(what).or_default().push(request.status);
        }
        for violation in violations {
            let what = violation.split(": ").next().unwrap_or_default();
            let tried_again = tried.get(what).is_some_and(|statuses| {
                let first = statuses.first().copied().unwrap_or_default();
                let unheard = first >= 500 || what.ends_with("/threads");
                unheard && statuses.len() > 1
            });
            let code = DONE_BEFORE.iter().any(|code| violation.contains(code));
            if !(code && tried_again) {
                self.other.push(format!("Discord refused {violation}"));
            }
        }
        self.other.extend(openapi::check(requests));
    }
}

fn course_of<'a>(session: &SessionRow, courses: &[&'a Course]) -> &'a Course {
    let course = courses
        .iter()
        .find(|course| course.id.as_str() == session.course_id);
    course.expect("a session is on a course of ours")
}

/// What this event says that can be said once only.
fn happens_once(event: &EventRow) -> Option<String> {
    let EventRow { actor, event, .. } = event;
    let text = |key: &str| event[key].to_string();
    let kind = event["type"].as_str().unwrap_or_default();
    let about = match kind {
        "session_opened" | "session_started" | "closing_started" | "session_ended" => String::new(),
        "participant_joined" | "reflection_answered" => actor.clone(),
        "topic_started" | "pause_opened" | "pause_closed" | "exercise_offered" => text("topic"),
        "example_shown" => format!("{} {}", text("topic"), text("concept")),
        "confirmation_given" | "confidence_rated" => format!("{} {actor}", text("topic")),
        "check_answered" => {
            let item = &event["items"][0];
            let (number, chosen) = (&item["number"], &item["chosen"]);
            format!("{} {number} {chosen} {actor}", text("topic"))
        }
        "link_recorded" => format!("{} {} {actor}", text("topic"), text("domain")),
        "advance_attempted" => text("from"),
        "question_asked" | "question_answered" => match event["origin"].as_str() {
            Some(origin) => origin.to_owned(),
            // A doubt may get several answers that nobody wrote for it, each once.
            None => ["question", "answer", "alternative", "shared_from"]
                .map(text)
                .join(" "),
        },
        _ => return None,
    };
    Some(format!("{kind} {about}"))
}

fn is_recorded(
    deed: &Deed,
    own: &[&Value],
    recorded: &Recorded,
    session: i64,
    person: u64,
) -> bool {
    let person = person.cast_signed();
    let has = |kind: &str, fits: &dyn Fn(&Value) -> bool| {
        own.iter().any(|event| event["type"] == kind && fits(event))
    };
    let on = |topic: &tertulia::domain::ids::TopicId| {
        let topic = topic.as_str().to_owned();
        move |event: &Value| event["topic"] == topic.as_str()
    };
    match deed {
        Deed::Opened => has("session_opened", &|_| true),
        Deed::Joined => {
            let mut rows = recorded.participants.iter();
            has("participant_joined", &|_| true)
                && rows.any(|row| (row.session_id, row.person_id) == (session, person))
        }
        Deed::Began => has("session_started", &|_| true),
        Deed::Checked(topic, number, option, right) => {
            let on = on(topic);
            has("check_answered", &|event| {
                let item = &event["items"][0];
                on(event)
                    && item["number"] == *number
                    && item["chosen"] == *option
                    && item["correct"] == *right
            })
        }
        Deed::Confirmed(topic) => has("confirmation_given", &on(topic)),
        Deed::Rated(topic, value) => {
            let on = on(topic);
            has("confidence_rated", &|event| {
                on(event) && event["value"] == *value
            })
        }
        Deed::AskedForAnother(topic, number) => {
            let on = on(topic);
            let shown = recorded.events.iter().filter(|event| {
                event.session_id == session
                    && event.event["type"] == "alternative_shown"
                    && on(&event.event)
            });
            shown.count() > *number
        }
        Deed::Linked(topic, _) => has("link_recorded", &on(topic)),
        Deed::Doubted(text) => {
            let mut rows = recorded.questions.iter();
            rows.any(|row| (row.session_id, row.asker_id) == (session, person) && row.text == *text)
        }
        Deed::Settled(question) => has("question_resolved", &|event| {
            event["question"] == question.as_str() && event["value"] == "resolved"
        }),
        Deed::StillDoubted(question) => has("question_resolved", &|event| {
            event["question"] == question.as_str() && event["value"] == "no"
        }),
        Deed::Helped(question, text) => {
            let mut rows = recorded.answers.iter();
            rows.any(|row| {
                row.session_id == session
                    && row.question_id == *question
                    && row.author_id == Some(person)
                    && row.text == *text
            })
        }
        Deed::SentAgain(question) => has("repeat_judged", &|event| {
            event["question"] == question.as_str() && event["same"] == true
        }),
        Deed::Forced(topic) => has("advance_attempted", &|event| {
            event["from"] == topic.as_str()
        }),
        Deed::Ended => has("session_ended", &|event| event["reason"] == "completed"),
        Deed::Reflected([links, uses, comparison]) => {
            let mut rows = recorded.reflections.iter();
            rows.any(|row| {
                (row.session_id, row.person_id) == (session, person)
                    && (&row.links, &row.uses, &row.comparison) == (links, uses, comparison)
            })
        }
    }
}
