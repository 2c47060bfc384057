//! What reports are asked for: which sessions there are, and what several of them say together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{ActError, Application, again};
use crate::{
    domain::{
        course::Course,
        ids::{CourseId, QuestionId, SessionId},
        report::Summary,
        session::Delivery,
    },
    store::{Beside, Find, Listed, Pull, Shown, Sought},
};

/// Sessions that a summary takes in at most: the newest ones.
pub const SUMMED_UP: i64 = 200;

/// What several sessions say together.
#[derive(Clone, Debug)]
pub struct SummedUp {
    pub summary: Summary,
    /// The sessions, the newest first.
    pub sessions: Vec<Listed>,
    /// The courses that they went through, each as its newest session has it.
    pub courses: BTreeMap<CourseId, Arc<Course>>,
    /// The messages that show the open doubts.
    pub shown: BTreeMap<(SessionId, QuestionId), Shown>,
    /// Whether there are more, which it leaves out.
    pub more: bool,
}

impl Application {
    /// A server's sessions, the newest first, at most so many.
    ///
    /// # Errors
    /// The store's.
    pub async fn sessions(
        &self,
        guild: i64,
        sought: &Sought,
        limit: i64,
    ) -> Result<Vec<Listed>, ActError> {
        let mut sessions = again(|| self.store.sessions(guild, sought, limit)).await?;
        for session in sessions.iter_mut().filter(|listed| listed.title.is_none()) {
            let installed = self.installed.get(&session.course);
            session.title = installed.map(|course| course.title.clone());
        }
        Ok(sessions)
    }

    /// Writes down who asked for which report.
    ///
    /// # Errors
    /// The store's.
    pub async fn note_pull(&self, pull: &Pull<'_>) -> Result<(), ActError> {
        Ok(again(|| self.store.note_pull(pull)).await?)
    }

    /// What the sessions that are sought say together, the newest [`SUMMED_UP`] of them.
    ///
    /// # Errors
    /// The store's.
    pub async fn sum_up(&self, guild: i64, sought: &Sought) -> Result<SummedUp, ActError> {
        let mut sessions = self.sessions(guild, sought, SUMMED_UP + 1).await?;
        let most = usize::try_from(SUMMED_UP).expect("a few hundred");
        let more = sessions.len() > most;
        sessions.truncate(most);
        let mut summed_up = SummedUp {
            summary: Summary::default(),
            sessions,
            courses: BTreeMap::new(),
            shown: BTreeMap::new(),
            more,
        };
        for listed in &summed_up.sessions {
            let (find, beside) = (Find::Id(listed.id), Beside::default());
            let Some(session) = again(|| self.store.load(guild, find, &beside)).await? else {
                continue;
            };
            summed_up.summary.add(listed.id, &session.events);
            if !summed_up.courses.contains_key(&listed.course)
                && let Ok(course) = self.course_of(&session).await
            {
                summed_up.courses.insert(listed.course.clone(), course);
            }
        }
        summed_up.summary.arrange();
        self.find_open(&mut summed_up).await?;
        Ok(summed_up)
    }

    /// Finds the messages of the doubts that are open.
    async fn find_open(&self, summed_up: &mut SummedUp) -> Result<(), ActError> {
        let open = &summed_up.summary.open;
        let sessions: BTreeSet<SessionId> = open.iter().map(|doubt| doubt.session).collect();
        for session in sessions {
            let messages = again(|| self.store.first_messages(session)).await?;
            for doubt in open.iter().filter(|doubt| doubt.session == session) {
                let key = Delivery::Doubt(doubt.question.clone()).to_string();
                if let Some(shown) = messages.iter().find(|shown| shown.key == key) {
                    let place = (session, doubt.question.clone());
                    summed_up.shown.insert(place, shown.clone());
                }
            }
        }
        Ok(())
    }
}
