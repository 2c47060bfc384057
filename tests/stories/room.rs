//! A room to play a story in: the stage with its own database and a clock that moves on with each
//! action, so that transcripts are the same every time.

use std::{
    fmt::Display,
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration as RealTime,
};

use futures::FutureExt;
use tertulia::{
    application::Application,
    clock::Clock,
    course,
    domain::course::Course,
    local::{Answer, LocalDiscord, Person},
    rehearsal::{CastMember, Stage, StageTime},
    store::Store,
    tutor::Tutor,
};
use time::{Duration, macros::datetime};

use crate::{cluster::Database, openapi};

/// How long a whole story may take.
const STORY_LIMIT: RealTime = RealTime::from_mins(1);
/// How long a condition may take to come true.
const PATIENCE: RealTime = RealTime::from_secs(10);
/// How often the queue is asked whether it has done what was due.
const ASK_AGAIN: RealTime = RealTime::from_millis(5);

/// What a story's step failed with.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A room with the course's session, people and bot.
pub struct Room {
    stage: Stage,
    time: StageTime,
    course: Course,
}

/// Plays a story on a course of the project's, or on the small one of the fixtures (`saludos`).
/// Afterwards nothing may be owed, refused or gone wrong.
pub async fn rehearse<F>(course: &str, people: &[&str], story: F)
where
    F: AsyncFnOnce(&Room) -> Result<(), Failure>,
{
    rehearse_in(&courses_with(course), course, people, story).await;
}

/// Plays a story on a course of a folder of courses.
pub async fn rehearse_in<F>(courses: &Path, course: &str, people: &[&str], story: F)
where
    F: AsyncFnOnce(&Room) -> Result<(), Failure>,
{
    play(courses, course, people, None, story).await;
}

/// Plays a story on the small course, with a tutor.
pub async fn rehearse_with<F>(tutor: Tutor, people: &[&str], story: F)
where
    F: AsyncFnOnce(&Room) -> Result<(), Failure>,
{
    let courses = courses_with("saludos");
    play(&courses, "saludos", people, Some(tutor), story).await;
}

/// Plays a story on a course of a folder of courses, with a tutor or without.
pub async fn play<F>(courses: &Path, course: &str, people: &[&str], tutor: Option<Tutor>, story: F)
where
    F: AsyncFnOnce(&Room) -> Result<(), Failure>,
{
    let database = Database::create().await;
    let room = Room::open(&database, courses, course, people, tutor).await;
    let told = tokio::time::timeout(STORY_LIMIT, AssertUnwindSafe(story(&room)).catch_unwind());
    let told = told.await;
    let failure = match told {
        Ok(Ok(Ok(()))) => room.trouble().await,
        Ok(Ok(Err(error))) => Some(error.to_string()),
        Ok(Err(panic)) => {
            println!("{}", room.transcript());
            std::panic::resume_unwind(panic);
        }
        Err(_) => Some(format!("the story took longer than {STORY_LIMIT:?}")),
    };
    if let Some(failure) = failure {
        panic!("{failure}\n\nThe channel:\n{}", room.transcript());
    }
    room.stage.close().await.unwrap();
    database.remove().await;
}

/// The folder of courses that has this one.
pub fn courses_with(course: &str) -> PathBuf {
    let folder = match course {
        "saludos" => "tests/fixtures/small",
        _ => "courses",
    };
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// The queue goes by the database's clock, which nobody can move: what it is to do at some time
/// comes nearer instead.
pub async fn bring_nearer(store: &Store, time: Duration) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE graphile_worker._private_jobs SET run_at = run_at - make_interval(secs => $1)
         WHERE key LIKE 'tick-%'",
    )
    .bind(time.as_seconds_f64())
    .execute(store.pool())
    .await?;
    Ok(())
}

impl Room {
    async fn open(
        database: &Database,
        courses: &Path,
        course: &str,
        people: &[&str],
        tutor: Option<Tutor>,
    ) -> Self {
        let time = StageTime::new(Clock::from_fn(|| datetime!(2026-11-22 16:00 UTC)));
        let cast: Vec<CastMember> = people
            .iter()
            .map(|name| CastMember {
                name: name.trim_end_matches('*').to_owned(),
                moderator: name.ends_with('*'),
            })
            .collect();
        let courses = course::load_all(courses).unwrap_or_else(|e| panic!("{e}"));
        let course = courses.get(&course.into()).unwrap().clone();
        let courses = Arc::new(courses);
        let mut application = Application::new(database.store.clone(), courses, time.clock());
        application.tutor = tutor;
        let stage = Stage::open(application, &cast).await.unwrap();
        Self {
            stage,
            time,
            course,
        }
    }

    /// The people of these names.
    pub fn people<const N: usize>(&self, names: [&str; N]) -> [Player<'_>; N] {
        names.map(|name| Player {
            room: self,
            person: self.stage.person(name).unwrap(),
        })
    }

    pub fn discord(&self) -> &LocalDiscord {
        self.stage.discord()
    }

    pub fn store(&self) -> &Store {
        self.stage.store()
    }

    pub fn guild(&self) -> i64 {
        self.stage.guild()
    }

    /// The course of the story.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// The conversation so far.
    pub fn transcript(&self) -> String {
        self.discord().transcript()
    }

    /// Lets time pass without anybody doing anything, until all that follows from it is posted.
    pub async fn let_pass(&self, time: Duration) -> Result<(), Failure> {
        self.pass(time).await?;
        Ok(self.stage.settle().await?)
    }

    /// Moves the time on, and waits until what was due by then is done.
    async fn pass(&self, time: Duration) -> Result<(), Failure> {
        self.time.advance(time);
        bring_nearer(self.store(), time).await?;
        self.do_what_is_due().await
    }

    /// Wakes the worker, and waits until no session is to be looked at now.
    async fn do_what_is_due(&self) -> Result<(), Failure> {
        let done = async {
            loop {
                let due: i64 = sqlx::query_scalar(
                    "WITH due AS (
                         SELECT FROM graphile_worker._private_jobs
                         WHERE key LIKE 'tick-%' AND run_at <= now()
                     ), woken AS (
                         SELECT pg_notify('jobs:insert', '') FROM due
                     )
                     SELECT count(*) FROM due, woken",
                )
                .fetch_one(self.store().pool())
                .await?;
                if due == 0 {
                    return Ok(());
                }
                tokio::time::sleep(ASK_AGAIN).await;
            }
        };
        let done = tokio::time::timeout(PATIENCE, done).await;
        done.map_err(|_| "a session was not looked at when it was time")?
    }

    /// Waits until the tutor is asked no more, and what came of it is posted.
    pub async fn tutor_is_done(&self) -> Result<(), Failure> {
        let done = async {
            loop {
                let asking: i64 = sqlx::query_scalar(
                    "SELECT count(*) FROM graphile_worker._private_jobs WHERE key LIKE 'tutor-%'",
                )
                .fetch_one(self.store().pool())
                .await?;
                if asking == 0 {
                    return Ok(());
                }
                tokio::time::sleep(ASK_AGAIN).await;
            }
        };
        let done: Result<(), sqlx::Error> = tokio::time::timeout(PATIENCE, done)
            .await
            .map_err(|_| "the tutor is still asked")?;
        done?;
        Ok(self.stage.settle().await?)
    }

    /// Waits until the bot has dealt with a message to it, whatever came of it.
    pub async fn heard(&self, message: u64) -> Result<(), Failure> {
        Ok(self.stage.heard(message).await?)
    }

    /// Everything that everybody can read now, edits included.
    pub fn visible_text(&self) -> String {
        let messages = self.discord().messages();
        messages
            .iter()
            .map(|message| message.text() + "\n")
            .collect()
    }

    /// Waits until the thread shows this.
    pub async fn expect_shown(&self, text: &str) -> Result<(), Failure> {
        let shown = self.discord().until(|_| self.visible_text().contains(text));
        tokio::time::timeout(PATIENCE, shown)
            .await
            .map_err(|_| format!("«{text}» was not shown").into())
    }

    /// Waits until the group is on this topic: its pause panel is the newest one.
    pub async fn expect_topic(&self, topic: &str) -> Result<(), Failure> {
        let title = &self.course.topics.iter().find(|t| t.id.as_str() == topic);
        let title = title
            .ok_or_else(|| format!("no topic {topic}"))?
            .title
            .clone();
        self.expect_shown(&format!("Pausa: {title}")).await
    }

    /// Fails when the channel shows this.
    pub fn expect_hidden(&self, text: &str) -> Result<(), Failure> {
        if self.visible_text().contains(text) {
            return Err(format!("«{text}» is shown").into());
        }
        Ok(())
    }

    /// Takes note of what Discord refused, for a story in which it has to.
    pub fn take_violations(&self) -> Vec<String> {
        self.discord().take_violations()
    }

    /// Takes note of what the bot noted as gone wrong, for a story in which it has to.
    pub fn take_faults(&self) -> Vec<String> {
        self.stage.faults().take()
    }

    /// The text of the file whose name ends so.
    pub fn posted_file(&self, ending: &str) -> Result<String, Failure> {
        let files = self.discord().files();
        let file = files.iter().find(|file| file.file_name.ends_with(ending));
        let file = file.ok_or_else(|| format!("no file *{ending}"))?;
        Ok(String::from_utf8(file.bytes.clone())?)
    }

    /// What is wrong after a story, if anything.
    async fn trouble(&self) -> Option<String> {
        if let Err(error) = self.stage.settle().await {
            return Some(error.to_string());
        }
        let faults = self.stage.faults().list();
        let violations = self.discord().violations();
        let misshapen = openapi::check(&self.discord().requests());
        let all: Vec<String> = [faults, violations, misshapen].concat();
        (!all.is_empty()).then(|| format!("the bot went wrong:\n  {}", all.join("\n  ")))
    }
}

/// A person of the story. Each verb returns when the bot's answer is there and all that follows
/// from it is posted.
#[derive(Clone)]
pub struct Player<'a> {
    room: &'a Room,
    person: Person,
}

impl<'a> Player<'a> {
    pub async fn slash(&self, line: &str) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self.person.slash(line).await;
        self.answered(line, answer).await
    }

    /// Uses a slash command that takes a file.
    pub async fn slash_with_file(
        &self,
        line: &str,
        name: &str,
        bytes: &[u8],
    ) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self.person.slash_with_file(line, name, bytes).await;
        self.answered(line, answer).await
    }

    pub async fn press(&self, label: &str) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self.person.press(label).await;
        self.answered(label, answer).await
    }

    /// Presses a button of an old message.
    pub async fn press_on(&self, message: u64, label: &str) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self.person.press_on(message, label).await;
        self.answered(label, answer).await
    }

    /// Uses a command of a message's menu.
    pub async fn context(&self, command: &str, message: u64) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self.person.context(command, message).await;
        self.answered(command, answer).await
    }

    /// Uses a command of a message's menu that this person's role does not show.
    pub async fn context_despite_permissions(
        &self,
        command: &str,
        message: u64,
    ) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self
            .person
            .context_despite_permissions(command, message)
            .await;
        self.answered(command, answer).await
    }

    /// Presses whatever carries this custom_id.
    pub async fn press_id(&self, custom_id: &str) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self.person.press_id(custom_id).await;
        self.answered(custom_id, answer).await
    }

    /// Writes a message; `@Tertulia` mentions the bot.
    pub async fn say(&self, text: &str) -> Result<u64, Failure> {
        self.moves_on().await?;
        let message = self.person.say(text).await;
        self.was_heard(message).await
    }

    /// Replies to a message, with a ping.
    pub async fn reply(&self, to: u64, text: &str) -> Result<u64, Failure> {
        self.moves_on().await?;
        let message = self.person.reply(to, text).await;
        self.was_heard(message).await
    }

    async fn was_heard(&self, message: u64) -> Result<u64, Failure> {
        self.room.heard(message).await?;
        self.room.stage.settle().await?;
        Ok(message)
    }

    /// Chooses options of the menu of this name.
    pub async fn choose(&self, menu: &str, options: &[&str]) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self.person.choose_from(menu, options).await;
        self.answered(menu, answer).await
    }

    /// Uses a slash command that this person's role does not show.
    pub async fn slash_despite_permissions(&self, line: &str) -> Result<Answered<'a>, Failure> {
        self.moves_on().await?;
        let answer = self.person.slash_despite_permissions(line).await;
        self.answered(line, answer).await
    }

    /// Whether a button of this label is before this person.
    pub fn sees_button(&self, label: &str) -> bool {
        let buttons = self.person.buttons();
        buttons.iter().any(|button| button.label == label)
    }

    /// Asks a doubt through its modal.
    pub async fn ask(&self, text: &str) -> Result<Answered<'a>, Failure> {
        self.press("Tengo una duda").await?.fill(&[text]).await
    }

    /// «Lo tengo claro», every check question answered rightly.
    pub async fn confirms(&self) -> Result<Answered<'a>, Failure> {
        self.press("Lo tengo claro")
            .await?
            .choose_right_answers()
            .await
    }

    pub fn person(&self) -> &Person {
        &self.person
    }

    async fn moves_on(&self) -> Result<(), Failure> {
        self.room.pass(Duration::seconds(30)).await
    }

    async fn answered(
        &self,
        action: &str,
        answer: Result<Answer, impl Display>,
    ) -> Result<Answered<'a>, Failure> {
        let name = self.person.name();
        let answer = answer.map_err(|error| format!("{name}, {action}: {error}"))?;
        self.room.stage.settle().await?;
        Ok(Answered {
            player: self.clone(),
            answer,
        })
    }
}

/// What the bot answered to an action.
pub struct Answered<'a> {
    player: Player<'a>,
    answer: Answer,
}

impl<'a> Answered<'a> {
    /// Fails unless the answer, which nobody else sees, says this.
    pub fn expect(self, text: &str) -> Result<Self, Failure> {
        let said = self.answer.text();
        if !said.contains(text) {
            return Err(format!("expected «{text}», the bot said «{said}»").into());
        }
        if !self.answer.is_ephemeral() {
            return Err(format!("everybody sees «{said}»").into());
        }
        Ok(self)
    }

    /// The answer itself.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The bytes of the answer's file whose name ends so.
    pub fn file(&self, ending: &str) -> Result<Vec<u8>, Failure> {
        let message = self.answer.message().ok_or("no message")?.id;
        let files = self.player.room.discord().files_of(message);
        let file = files
            .into_iter()
            .find(|file| file.file_name.ends_with(ending));
        Ok(file.ok_or_else(|| format!("no file *{ending}"))?.bytes)
    }

    /// What the answer says.
    pub fn text(&self) -> String {
        self.answer.text()
    }

    /// Fails when the answer says this.
    pub fn expect_not(self, text: &str) -> Result<Self, Failure> {
        let said = self.answer.text();
        if said.contains(text) {
            return Err(format!("not expected «{text}», the bot said «{said}»").into());
        }
        Ok(self)
    }

    /// Fills in the modal that opened.
    pub async fn fill(self, values: &[&str]) -> Result<Answered<'a>, Failure> {
        let modal = self.answer.modal().ok_or("no modal opened")?;
        let answer = self.player.person.submit(modal, values).await;
        self.player.answered("modal", answer).await
    }

    /// Answers every question of the check rightly.
    pub async fn choose_right_answers(mut self) -> Result<Answered<'a>, Failure> {
        while self.asks_check() {
            self = self.choose(true).await?;
        }
        Ok(self)
    }

    /// Chooses an option of the check question that is shown: the right one, or the first wrong
    /// one that can still be chosen.
    pub async fn choose(self, right: bool) -> Result<Answered<'a>, Failure> {
        let said = self.answer.text();
        let asked = squashed(&said);
        let topics = &self.player.room.course.topics;
        let check = topics
            .iter()
            .flat_map(|topic| &topic.checks)
            .rfind(|check| asked.contains(&squashed(&check.prompt)))
            .ok_or_else(|| format!("no check question in «{said}»"))?;
        for (option, letter) in check.options.iter().zip(["A", "B", "C", "D", "E"]) {
            let tried = said.contains(&format!("({letter})"));
            if option.right == right && !tried {
                return self.player.press(letter).await;
            }
        }
        Err(format!("nothing to choose in «{said}»").into())
    }

    fn asks_check(&self) -> bool {
        self.answer.text().contains("Pregunta ")
    }
}

/// The words alone, without line ends and the frame of an embed.
fn squashed(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !"┌│└".contains(word));
    words.collect::<Vec<_>>().join(" ")
}
