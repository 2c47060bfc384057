//! One session from `/empezar` to its report, by people of its own.

use std::{collections::BTreeSet, sync::Arc};

use tertulia::{
    domain::{
        course::{Course, Topic},
        ids::TopicId,
    },
    local::{LocalDiscord, MessageView},
};
use tokio::sync::watch;

use crate::{
    dice::Dice,
    journal::{Deed, Journal},
    learner::{Learner, STUCK, Stopped, button, is_report, is_titled, say, unless_gone},
};

/// A session to be played.
pub struct Plan {
    pub course: Arc<Course>,
    /// The channel's name.
    pub channel: &'static str,
    /// Where in the run it is, for names that are not used twice.
    pub name: String,
    pub dice: Dice,
}

/// What all of a session's people know.
#[derive(Clone)]
struct Group {
    course: Arc<Course>,
    /// How many learners are through with each topic.
    through: watch::Sender<Vec<usize>>,
    learners: usize,
    /// The topic at which one learner keeps silent and the host goes on anyway.
    forced: Option<usize>,
}

/// Plays the session; gives its number, or nothing when it did not come to its end.
pub async fn play(discord: &LocalDiscord, journal: &Journal, plan: Plan) -> Option<i64> {
    let Plan {
        course,
        channel,
        name,
        mut dice,
    } = plan;
    let learners = 2 + dice.below(3);
    let topics = course.topics.len();
    let forced = dice.chance(25).then(|| dice.below(topics));
    let mut host = Learner {
        discord: discord.clone(),
        person: discord.add_person(&format!("Marta-{name}"), true),
        journal: journal.clone(),
        dice: dice.fork(),
        session: 0,
        venue: 0,
    };
    host.person.go_to(channel).ok()?;
    let (venue, session) = host.opens(&course, channel).await.ok()?;
    let group = Group {
        through: watch::Sender::new(vec![0; topics]),
        course,
        learners,
        forced,
    };
    let mut people = tokio::task::JoinSet::new();
    for number in 0..learners {
        let person = discord.add_person(&format!("Ana{number}-{name}"), false);
        let learner = Learner {
            discord: discord.clone(),
            person,
            journal: journal.clone(),
            dice: dice.fork(),
            session,
            venue,
        };
        let role = Role {
            // The first one is there from the beginning, so that the session can begin.
            late: number > 0 && dice.chance(20),
            // The last one keeps silent where the host is to go on anyway.
            silent: number + 1 == learners,
            mark: format!("{}x{number}", name.replace('-', "x")),
        };
        let group = group.clone();
        people.spawn(learner.takes_part(group, role));
    }
    people.spawn(host.leads(group, session, venue));
    let mut whole = true;
    while let Some(ended) = people.join_next().await {
        whole &= ended.is_ok_and(|went| went.is_ok());
    }
    whole.then_some(session)
}

/// What a learner does otherwise than the others.
struct Role {
    /// Joins when the first topic is there.
    late: bool,
    /// Does not confirm the topic at which the host goes on anyway.
    silent: bool,
    /// In every text that this learner writes.
    mark: String,
}

impl Learner {
    /// Calls the session; gives its thread and its number, which is in the thread's name.
    async fn opens(&mut self, course: &Course, channel: &str) -> Result<(u64, i64), Stopped> {
        let before: BTreeSet<u64> = ids_in(&self.discord, channel);
        let (answer, again) = self.slash(&format!("/empezar {}", course.id)).await?;
        let said = answer.text();
        // The first try may have worked although its answer was lost.
        if said != say("reply-opened") && !(again && said == say("no-channel-busy")) {
            self.puzzled("/empezar", &answer);
            return Err(Stopped::GaveUp);
        }
        let find = |discord: &LocalDiscord| {
            let messages = discord.messages();
            let announcement = messages
                .iter()
                .find(|message| message.channel == channel && !before.contains(&message.id))?;
            let lobby = messages
                .iter()
                .find(|message| message.channel_id == announcement.id)?;
            let number = lobby.channel.rsplit(' ').next()?.parse().ok()?;
            Some((announcement.id, number))
        };
        let opened = self.discord.until(|discord| find(discord).is_some());
        if tokio::time::timeout(STUCK, opened).await.is_err() {
            self.complain(&format!("no session opened in {channel}"));
            return Err(Stopped::GaveUp);
        }
        let (venue, session) = find(&self.discord).expect("it was there just now");
        self.session = session;
        self.did(Deed::Opened);
        Ok((venue, session))
    }

    /// The host: begins when somebody is there, and goes on anyway where that is the plan.
    async fn leads(mut self, group: Group, session: i64, venue: u64) -> Result<(), Stopped> {
        self.session = session;
        self.venue = venue;
        self.goes_to_thread()?;
        let lobby = self
            .sees("the lobby", |thread| button(thread, "Comenzar"))
            .await?;
        self.sees("somebody in the lobby", |thread| {
            let nobody = say("lobby-nobody");
            let lobby = thread.iter().find(|message| message.id == lobby)?;
            let fields = lobby.embeds.iter().flat_map(|embed| &embed.fields);
            fields
                .into_iter()
                .find(|(_, names)| *names != nobody)
                .map(|_| ())
        })
        .await?;
        match self.press_on(lobby, "Comenzar").await {
            Ok((answer, _)) => {
                let said = answer.text();
                if said != say("reply-begun") && said != say("no-already-begun") {
                    self.puzzled("Comenzar", &answer);
                }
                self.did(Deed::Began);
            }
            // A first try without an answer had worked.
            Err(Stopped::NotThere) => {}
            Err(Stopped::GaveUp) => return Err(Stopped::GaveUp),
        }
        if let Some(position) = group.forced {
            self.goes_on_anyway(&group, position).await?;
        }
        self.sees("the report", |thread| {
            thread.iter().any(is_report).then_some(())
        })
        .await
    }

    async fn goes_on_anyway(&mut self, group: &Group, position: usize) -> Result<(), Stopped> {
        let topic = &group.course.topics[position];
        let panel = self.sees_topic(topic).await?;
        let mut through = group.through.subscribe();
        let others = group.learners - 1;
        let ready = through.wait_for(|through| through[position] >= others);
        if tokio::time::timeout(STUCK, ready).await.is_err() {
            self.complain(&format!("nobody gets through {}", topic.id));
            return Err(Stopped::GaveUp);
        }
        let (answer, _) = match self.press_on(panel, "Avanzar igualmente").await {
            // Who keeps silent came late, and the group did not wait for them.
            Err(Stopped::NotThere) => return Ok(()),
            other => other?,
        };
        let said = answer.text();
        if said == say("reply-advanced") {
            self.did(Deed::Forced(topic.id.clone()));
        } else if said != say("reply-nothing") && said != say("no-session-over") {
            self.puzzled("Avanzar igualmente", &answer);
        }
        Ok(())
    }

    async fn sees_topic(&self, topic: &Topic) -> Result<u64, Stopped> {
        let titles = [
            format!("Pausa: {}", topic.title),
            format!("Tema visto: {}", topic.title),
        ];
        self.sees(&titles[0], |thread| {
            let shows =
                |message: &&MessageView| titles.iter().any(|title| is_titled(message, title));
            thread.iter().find(shows).map(|message| message.id)
        })
        .await
    }

    fn goes_to_thread(&self) -> Result<(), Stopped> {
        let messages = self.discord.messages();
        let place = messages.iter().find(|m| m.channel_id == self.venue);
        let place = place.ok_or(Stopped::NotThere)?;
        self.person
            .go_to(&place.channel)
            .map_err(|_| Stopped::NotThere)
    }

    /// A learner: joins, goes through every topic, and reflects.
    async fn takes_part(mut self, group: Group, role: Role) -> Result<(), Stopped> {
        self.goes_to_thread()?;
        if role.late {
            self.sees_topic(&group.course.topics[0]).await?;
        }
        if !self.joins().await? {
            return Ok(());
        }
        let mut done = BTreeSet::new();
        let mut reflected = false;
        loop {
            let next = self
                .sees("what comes next", |thread| {
                    next(thread, &group.course, &done, reflected)
                })
                .await?;
            match &next {
                Next::Over => return Ok(()),
                Next::Reflect(panel) => {
                    reflected = true;
                    unless_gone(self.reflects(*panel, &role.mark).await)?;
                }
                Next::Topic(position, panel) => {
                    let topic = group.course.topics[*position].clone();
                    done.insert(topic.id.clone());
                    if role.silent && group.forced == Some(*position) {
                        continue;
                    }
                    unless_gone(
                        self.goes_through(&group.course, &topic, *panel, &role.mark)
                            .await,
                    )?;
                    group.through.send_modify(|through| through[*position] += 1);
                }
            }
        }
    }

    /// `false` when the session was over before.
    async fn joins(&mut self) -> Result<bool, Stopped> {
        let lobby = self
            .sees("the lobby", |thread| {
                let over = thread.iter().any(is_report).then_some(None);
                button(thread, "Unirme").map(Some).or(over)
            })
            .await?;
        let Some(lobby) = lobby else { return Ok(false) };
        let (answer, _) = match self.press_on(lobby, "Unirme").await {
            Err(Stopped::NotThere) => return Ok(false),
            other => other?,
        };
        let said = answer.text();
        if said == say("no-session-over") {
            return Ok(false);
        }
        if !said.contains("Ya participas") {
            self.puzzled("Unirme", &answer);
        }
        self.did(Deed::Joined);
        Ok(true)
    }
}

/// What a learner finds to do.
enum Next {
    /// The position of the topic, and its panel.
    Topic(usize, u64),
    Reflect(u64),
    Over,
}

fn next(
    thread: &[MessageView],
    course: &Course,
    done: &BTreeSet<TopicId>,
    reflected: bool,
) -> Option<Next> {
    if thread.iter().any(is_report) {
        return Some(Next::Over);
    }
    if !reflected && let Some(panel) = button(thread, "Reflexión final") {
        return Some(Next::Reflect(panel));
    }
    let mut topics = course.topics.iter().enumerate();
    topics.find_map(|(position, topic)| {
        let title = format!("Pausa: {}", topic.title);
        let panel = thread.iter().find(|message| is_titled(message, &title))?;
        (!done.contains(&topic.id)).then_some(Next::Topic(position, panel.id))
    })
}

fn ids_in(discord: &LocalDiscord, channel: &str) -> BTreeSet<u64> {
    let messages = discord.messages();
    let there = messages.iter().filter(|message| message.channel == channel);
    there.map(|message| message.id).collect()
}
