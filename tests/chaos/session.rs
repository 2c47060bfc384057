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
    learner::{Learner, STUCK, Stopped, button, is_report, is_titled, labels, say, unless_gone},
    rule::{Rule, Rules},
};

/// The button of who hosts or moderates.
const GO_ON: &str = "Avanzar igualmente";

/// A session to be played.
pub struct Plan {
    pub course: Arc<Course>,
    /// The channel's name.
    pub channel: &'static str,
    /// Where in the run it is, for names that are not used twice.
    pub name: String,
    pub rule: Rule,
    pub rules: Rules,
    pub dice: Dice,
}

/// A session that came to its end.
#[derive(Clone, Copy, Debug)]
pub struct Played {
    pub session: i64,
    pub rule: Rule,
}

/// What all of a session's people know.
#[derive(Clone)]
struct Group {
    course: Arc<Course>,
    rule: Rule,
    /// How many learners are through with each topic and, at the end, with the reflection.
    through: watch::Sender<Vec<usize>>,
    learners: usize,
    absence: Absence,
}

/// When one of the learners says nothing and does nothing.
#[derive(Clone, Copy, Debug)]
enum Absence {
    Never,
    /// At the topic in this position.
    At(usize),
    /// From the topic in this position on, for good.
    From(usize),
}

impl Group {
    fn closing(&self) -> usize {
        self.course.topics.len()
    }

    /// Whether one of the learners is not there at the topic in this position, or the closing.
    fn misses_one_at(&self, position: usize) -> bool {
        match self.absence {
            Absence::Never => false,
            Absence::At(silent) => silent == position,
            Absence::From(gone) => gone <= position,
        }
    }

    fn present_at(&self, position: usize) -> usize {
        self.learners - usize::from(self.misses_one_at(position))
    }

    fn is_through(&self, position: usize) {
        self.through.send_modify(|through| through[position] += 1);
    }
}

/// Plays the session; gives nothing when it did not come to its end.
pub async fn play(discord: &LocalDiscord, journal: &Journal, plan: Plan) -> Option<Played> {
    let Plan {
        course,
        channel,
        name,
        rule,
        rules,
        mut dice,
    } = plan;
    let learners = 2 + dice.below(3);
    let topics = course.topics.len();
    let absence = match dice.below(4) {
        0 => Absence::At(dice.below(topics)),
        1 => Absence::From(dice.below(topics)),
        _ => Absence::Never,
    };
    let mut person = |name: String, moderator: bool| Learner {
        discord: discord.clone(),
        person: discord.add_person(&name, moderator),
        journal: journal.clone(),
        dice: dice.fork(),
        session: 0,
        venue: 0,
    };
    let mut host = person(format!("Marta-{name}"), false);
    let mut moderator = person(format!("Mora-{name}"), true);
    host.person.go_to(channel).ok()?;
    let set = rules.set(rule).await;
    let (venue, session) = host.opens(&course, channel).await.ok()?;
    drop(set);
    let group = Group {
        through: watch::Sender::new(vec![0; topics + 1]),
        course,
        rule,
        learners,
        absence,
    };
    let mut people = tokio::task::JoinSet::new();
    for number in 0..learners {
        let mut learner = person(format!("Ana{number}-{name}"), false);
        (learner.session, learner.venue) = (session, venue);
        let part = Part {
            // The first one is there from the beginning, so that the session can begin.
            late: number > 0 && learner.dice.chance(20),
            // The last one is missing where one is.
            is_missed: number + 1 == learners,
            mark: format!("{}x{number}", name.replace('-', "x")),
        };
        people.spawn(learner.takes_part(group.clone(), part));
    }
    for leader in [&mut host, &mut moderator] {
        (leader.session, leader.venue) = (session, venue);
    }
    let by_host = dice.chance(60);
    let moves = by_host.then(|| group.clone());
    people.spawn(host.leads(moves));
    if !by_host {
        people.spawn(async move {
            moderator.goes_to_thread()?;
            moderator.moves_the_group_on(&group).await
        });
    }
    let mut whole = true;
    while let Some(ended) = people.join_next().await {
        whole &= ended.is_ok_and(|went| went.is_ok());
    }
    whole.then_some(Played { session, rule })
}

/// What a learner does otherwise than the others.
struct Part {
    /// Joins when the first topic is there.
    late: bool,
    /// The one who is absent.
    is_missed: bool,
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

    /// The host: begins when somebody is there, and moves the group on where nobody else does.
    async fn leads(mut self, moves: Option<Group>) -> Result<(), Stopped> {
        self.goes_to_thread()?;
        let lobby = self
            .sees("the lobby", |thread| button(thread, "Comenzar"))
            .await?;
        self.sees("somebody in the lobby", |thread| {
            let nobody = say("lobby-nobody");
            let lobby = thread.iter().find(|message| message.id == lobby)?;
            let (_, names) = lobby.embeds.first()?.fields.first()?;
            (*names != nobody).then_some(())
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
        if let Some(group) = moves {
            self.moves_the_group_on(&group).await?;
        }
        self.sees("the report", |thread| {
            thread.iter().any(is_report).then_some(())
        })
        .await
    }

    /// «Avanzar igualmente», wherever the group does not go on by itself: under the rule that the
    /// host decides, and where a learner is missed.
    async fn moves_the_group_on(&mut self, group: &Group) -> Result<(), Stopped> {
        for (position, topic) in group.course.topics.iter().enumerate() {
            if !topic.pause || (group.rule != Rule::Host && !group.misses_one_at(position)) {
                continue;
            }
            let panel = self.sees_topic(topic).await?;
            // Who decides may lose patience.
            let mut ready = group.present_at(position);
            if group.rule == Rule::Host && self.dice.chance(30) {
                ready = 1 + self.dice.below(ready);
            }
            self.waits_for(group, position, ready, panel).await?;
            unless_gone(self.goes_on_anyway(topic, panel).await)?;
        }
        if group.misses_one_at(group.closing()) {
            let panel = self
                .sees("the closing", |thread| {
                    thread
                        .iter()
                        .find(|message| is_titled(message, "Reflexión final"))
                        .map(|message| message.id)
                })
                .await?;
            let present = group.present_at(group.closing());
            self.waits_for(group, group.closing(), present, panel)
                .await?;
            unless_gone(self.ends_anyway(panel).await)?;
        }
        Ok(())
    }

    /// Waits until so many are through, or the panel shows that the group has gone on.
    async fn waits_for(
        &self,
        group: &Group,
        position: usize,
        ready: usize,
        panel: u64,
    ) -> Result<(), Stopped> {
        let mut through = group.through.subscribe();
        let enough = through.wait_for(|through| through[position] >= ready);
        let can_go_on = |message: &MessageView| {
            let can = labels(message).iter().any(|label| label == GO_ON);
            message.id == panel && can
        };
        let gone_on = self.discord.until(|_| !self.thread().iter().any(can_go_on));
        let waited = async {
            tokio::select! {
                _ = enough => {}
                () = gone_on => {}
            }
        };
        if tokio::time::timeout(STUCK, waited).await.is_err() {
            self.complain(&format!("nobody gets through topic {position}"));
            return Err(Stopped::GaveUp);
        }
        Ok(())
    }

    async fn goes_on_anyway(&mut self, topic: &Topic, panel: u64) -> Result<(), Stopped> {
        let (answer, _) = self.press_on(panel, GO_ON).await?;
        let said = answer.text();
        if said == say("reply-advanced") {
            self.did(Deed::Forced(topic.id.clone()));
        } else if said != say("reply-nothing") && said != say("no-session-over") {
            self.puzzled(GO_ON, &answer);
        }
        Ok(())
    }

    async fn ends_anyway(&mut self, panel: u64) -> Result<(), Stopped> {
        let (answer, _) = self.press_on(panel, GO_ON).await?;
        let said = answer.text();
        if said == say("reply-ended") {
            self.did(Deed::Ended);
        } else if said != say("no-session-over") {
            self.puzzled(GO_ON, &answer);
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
    async fn takes_part(mut self, group: Group, part: Part) -> Result<(), Stopped> {
        self.goes_to_thread()?;
        if part.late {
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
                    unless_gone(self.reflects(*panel, &part.mark).await)?;
                    group.is_through(group.closing());
                }
                Next::Topic(position, panel) => {
                    let topic = group.course.topics[*position].clone();
                    done.insert(topic.id.clone());
                    if part.is_missed {
                        match group.absence {
                            Absence::From(gone) if gone <= *position => return Ok(()),
                            Absence::At(silent) if silent == *position => continue,
                            _ => {}
                        }
                    }
                    unless_gone(
                        self.goes_through(&group.course, &topic, *panel, &part.mark)
                            .await,
                    )?;
                    group.is_through(*position);
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
