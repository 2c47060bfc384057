//! A person who acts on what they see, and presses again when nothing came of it.

use std::time::Duration;

use tertulia::{
    domain::{course::Course, ids::TopicId},
    local::{Answer, ComponentView, LocalDiscord, MessageView, Modal, Person, PersonError},
    texts::Language,
};
use tokio::time::{Instant, timeout};

use crate::{
    dice::Dice,
    journal::{Deed, Journal},
};

/// How often a person presses before they say that the bot does not work.
const TRIES: usize = 40;
/// How long a patient person waits before they press again.
const BEFORE_AGAIN: Duration = Duration::from_secs(30);
/// How long a person waits for something to appear before they say that the session is stuck.
pub const STUCK: Duration = Duration::from_secs(90);

/// A person in a session.
#[derive(Clone)]
pub struct Learner {
    pub discord: LocalDiscord,
    pub person: Person,
    pub journal: Journal,
    pub dice: Dice,
    /// The session's number.
    pub session: i64,
    /// The id of the session's thread.
    pub venue: u64,
}

/// One thing that a person does with the bot.
enum Act<'a> {
    Slash(&'a str),
    /// A message and the label of a button on it.
    Press(u64, &'a str),
    /// A form with its values.
    Send(&'a Modal, &'a [&'a str]),
}

/// What came of one click.
enum Heard {
    /// An answer that is about the click.
    Answer(Box<Answer>),
    /// Nothing, or «try again in a moment».
    Nothing { unanswered: bool },
    /// There is no such button, or no such form.
    NotThere,
}

/// Why a person does not go on.
#[derive(Debug)]
pub enum Stopped {
    /// What they wanted to press is gone: look again.
    NotThere,
    /// Noted as a complaint.
    GaveUp,
}

impl Learner {
    pub fn did(&self, deed: Deed) {
        self.journal.note(self.session, self.person.id(), deed);
    }

    /// An answer that nobody expects here.
    pub fn puzzled(&self, by: &str, answer: &Answer) {
        self.complain(&format!("{by}: unexpected answer «{}»", answer.text()));
    }

    pub fn complain(&self, what: &str) {
        let name = self.person.name();
        let session = self.session;
        self.journal
            .complain(format!("session {session}, {name}: {what}"));
    }

    async fn once(&self, what: &str, act: &Act<'_>) -> Heard {
        let name = self.person.name();
        let session = self.session;
        let who = format!("session {session}, {name}: {what}");
        let sent = Instant::now();
        let answer = match act {
            Act::Slash(line) => self.person.slash(line).await,
            Act::Press(message, label) => self.person.press_on(*message, label).await,
            Act::Send(modal, values) => self.person.submit(modal, values).await,
        };
        match answer {
            Ok(answer) => {
                let said = said(&answer);
                if is_put_off(&said) {
                    self.journal.put_off(&who, sent);
                    if !is_private(&answer) {
                        self.complain(&format!("{what}: put off before everybody"));
                    }
                    return Heard::Nothing { unanswered: false };
                }
                self.journal.answered(sent);
                if said.contains("incidencia") {
                    self.complain(&format!("{what}: «{said}»"));
                    return Heard::Nothing { unanswered: false };
                }
                Heard::Answer(Box::new(answer))
            }
            Err(PersonError::Unanswered { .. }) => {
                self.journal.unanswered(&who, sent);
                Heard::Nothing { unanswered: true }
            }
            Err(_) => Heard::NotThere,
        }
    }

    /// Does it until there is an answer; tells whether it took more than one try. `twice`: some
    /// people press twice.
    async fn insist(
        &mut self,
        what: &str,
        act: &Act<'_>,
        twice: bool,
    ) -> Result<(Answer, bool), Stopped> {
        for number in 0..TRIES {
            let heard = if number == 0 && twice && self.dice.chance(15) {
                let (first, second) = tokio::join!(self.once(what, act), self.once(what, act));
                match (first, second) {
                    (Heard::Answer(_), Heard::Answer(later)) => Heard::Answer(later),
                    (Heard::Answer(answer), _) | (_, Heard::Answer(answer)) => {
                        Heard::Answer(answer)
                    }
                    (first, _) => first,
                }
            } else {
                self.once(what, act).await
            };
            match heard {
                Heard::Answer(answer) => return Ok((*answer, number > 0)),
                Heard::NotThere => return Err(Stopped::NotThere),
                Heard::Nothing { .. } => self.takes_breath().await,
            }
        }
        self.complain(&format!("{what}: gave up after {TRIES} tries"));
        Err(Stopped::GaveUp)
    }

    /// Uses a slash command; not twice at a time.
    pub async fn slash(&mut self, line: &str) -> Result<(Answer, bool), Stopped> {
        self.insist(line, &Act::Slash(line), false).await
    }

    pub async fn press_on(&mut self, message: u64, label: &str) -> Result<(Answer, bool), Stopped> {
        self.insist(label, &Act::Press(message, label), true).await
    }

    /// Presses a button that opens a form, and sends the form. A form that got no answer stays open
    /// and is sent again; one that was put off is gone, and opened anew: then the second value says
    /// that it was sent before.
    pub async fn fill(
        &mut self,
        message: u64,
        label: &str,
        values: &[&str],
    ) -> Result<(Answer, bool), Stopped> {
        let mut before = false;
        for _ in 0..TRIES {
            let modal = self.open_form(message, label).await?;
            match self.send_form(label, &modal, values).await? {
                Some(answer) => return Ok((answer, before)),
                None => before = true,
            }
        }
        self.complain(&format!("{label}: gave up after {TRIES} tries"));
        Err(Stopped::GaveUp)
    }

    async fn open_form(&mut self, message: u64, label: &str) -> Result<Modal, Stopped> {
        let press = Act::Press(message, label);
        let (answer, _) = self.insist(label, &press, false).await?;
        let Answer::Modal(modal) = answer else {
            let said = said(&answer);
            if said == say("no-session-over") {
                return Err(Stopped::NotThere);
            }
            self.puzzled(label, &answer);
            return Err(Stopped::GaveUp);
        };
        Ok(modal)
    }

    /// `None` when it has to be opened anew.
    async fn send_form(
        &mut self,
        label: &str,
        modal: &Modal,
        values: &[&str],
    ) -> Result<Option<Answer>, Stopped> {
        for _ in 0..TRIES {
            match self.once(label, &Act::Send(modal, values)).await {
                Heard::Answer(answer) => return Ok(Some(*answer)),
                Heard::NotThere => return Err(Stopped::NotThere),
                Heard::Nothing { unanswered } => {
                    self.takes_breath().await;
                    if !unanswered {
                        return Ok(None);
                    }
                }
            }
        }
        Ok(None)
    }

    /// Half of the people wait until it makes sense to press again.
    async fn takes_breath(&mut self) {
        if self.dice.chance(50) {
            self.journal.weather.turning_fine(BEFORE_AGAIN).await;
        }
    }

    /// The session's messages before this person, newest first.
    pub fn thread(&self) -> Vec<MessageView> {
        let mut messages = self.person.messages();
        messages.retain(|message| message.channel_id == self.venue && message.only_for.is_none());
        messages
    }

    /// Waits until the thread shows what `look` looks for; complains when it never does.
    pub async fn sees<T>(
        &self,
        what: &str,
        look: impl Fn(&[MessageView]) -> Option<T>,
    ) -> Result<T, Stopped> {
        let find = || look(&self.thread());
        let until = self.discord.until(|_| find().is_some());
        let shown = timeout(STUCK, until).await;
        if let (Ok(()), Some(found)) = (shown, find()) {
            return Ok(found);
        }
        self.complain(&format!("never saw {what}"));
        Err(Stopped::GaveUp)
    }
}

/// A text of the bot's, as people in the session read it.
pub fn say(key: &str) -> String {
    Language::Spanish.say(key, &[])
}

/// What the bot says, without the words that it gives back to who wrote them.
pub fn said(answer: &Answer) -> String {
    let text = answer.text();
    let back = say("no-text-back");
    let said = text.lines().take_while(|line| !line.contains(&back));
    said.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Whether the bot says «try again in a moment».
pub fn is_put_off(said: &str) -> bool {
    ["no-database", "no-slow"]
        .iter()
        .any(|key| said == say(key))
}

/// Whether only the person who pressed sees the answer.
pub fn is_private(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Message {
            ephemeral: true,
            ..
        }
    )
}

/// Whether an embed of the message has this title.
pub fn is_titled(message: &MessageView, title: &str) -> bool {
    message.embeds.iter().any(|embed| embed.title == title)
}

/// The check question of the course that a text asks: its topic's position and its number.
pub fn asked(course: &Course, said: &str) -> Option<(usize, usize)> {
    let said = &squashed(said);
    let found = course
        .topics
        .iter()
        .enumerate()
        .flat_map(|(position, topic)| {
            let checks = topic.checks.iter().enumerate();
            checks.filter_map(move |(number, check)| {
                let at = said.rfind(&squashed(&check.prompt))?;
                Some((at, position, number))
            })
        });
    found.max().map(|(_, position, number)| (position, number))
}

/// The words alone, without line ends and the frame of an embed.
fn squashed(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !"┌│└".contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// A button that is gone is no reason to stop: somebody was faster, or the session is over.
pub fn unless_gone(went: Result<(), Stopped>) -> Result<(), Stopped> {
    match went {
        Err(Stopped::NotThere) => Ok(()),
        other => other,
    }
}

/// Whether this is the session's report.
pub fn is_report(message: &MessageView) -> bool {
    is_titled(message, "5. Observaciones adicionales")
}

/// The newest message with such a button.
pub fn button(thread: &[MessageView], label: &str) -> Option<u64> {
    let has = |message: &&MessageView| labels(message).iter().any(|known| known == label);
    thread.iter().find(has).map(|message| message.id)
}

/// The labels of a message's buttons that can be pressed.
pub fn labels(message: &MessageView) -> Vec<String> {
    let components = message.rows.iter().flatten();
    let labels = components.filter_map(|component| match component {
        ComponentView::Button {
            label,
            disabled: false,
            ..
        } => Some(label.clone()),
        _ => None,
    });
    labels.collect()
}

/// The doubt that a message's button of this verb is about.
pub fn number_of(message: &MessageView, verb: &str) -> Option<String> {
    message.rows.iter().flatten().find_map(|component| {
        let ComponentView::Button {
            custom_id: Some(custom_id),
            ..
        } = component
        else {
            return None;
        };
        let (_, rest) = custom_id.split_once(verb)?;
        Some(rest.split(':').next()?.to_owned())
    })
}

/// The last two arguments of a custom_id.
pub fn topic_and_number(custom_id: &str) -> Option<(TopicId, usize)> {
    let mut parts = custom_id.rsplit(':');
    let number = parts.next()?.parse().ok()?;
    Some((TopicId::new(parts.next()?), number))
}
