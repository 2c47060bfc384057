//! Asking the tutor about a doubt: it is written down first, and what comes of it afterwards.

use super::{ActError, Application, again};
use crate::{
    domain::{
        course::Course,
        doubt::passages,
        ids::{QuestionId, SessionId},
        section::Section,
        session::{TutorsAnswer, is_for_tutor, is_tutored, tutored},
    },
    store::{AskedQuestion, Stored, TutorCall, TutorLimits, TutorTurn},
    tutor::{Doubt, Silence, Tutor},
};

/// What came of asking the tutor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tutoring {
    Answered,
    Silent(Silence),
    /// The learner or the server has had what a day gives.
    Limited,
    /// Nobody needs an answer, or no longer.
    Late,
    /// The process ended each time that it was asked.
    GivenUp,
    /// It was asked before, or there is nothing to ask it with.
    NotAsked,
}

impl Tutoring {
    /// As the table of calls and the log name it.
    #[must_use]
    pub fn outcome(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Silent(Silence::Declined(_)) => "declined",
            Self::Silent(Silence::Failed(_)) | Self::GivenUp => "failed",
            Self::Silent(Silence::Slow) => "slow",
            Self::Limited => "limited",
            Self::Late => "late",
            Self::NotAsked => "not asked",
        }
    }

    /// Why there is no answer, without anything of what was asked or said.
    #[must_use]
    pub fn reason(self) -> Option<String> {
        match self {
            Self::Silent(silence) => Some(silence.to_string()),
            Self::GivenUp => Some("the process ended each time that it was asked".to_owned()),
            _ => None,
        }
    }
}

impl Application {
    /// Asks the tutor about a doubt that is still open, once, and posts its answer.
    ///
    /// # Errors
    /// [`ActError::CourseGone`], or the store's; then it may be asked again.
    pub async fn ask_tutor(
        &self,
        id: SessionId,
        question: &QuestionId,
    ) -> Result<Tutoring, ActError> {
        let Some(tutor) = &self.tutor else {
            return Ok(Tutoring::NotAsked);
        };
        let Some(session) = again(|| self.store.load_to_deliver(id)).await? else {
            return Ok(Tutoring::NotAsked);
        };
        if !is_for_tutor(&session.state, question) {
            // The process may have died between answer and note.
            let came = came_of(&session, question);
            self.note(id, question, came, None).await?;
            return Ok(came);
        }
        let Some(asked) = again(|| self.store.question(id, question)).await? else {
            return Ok(Tutoring::NotAsked);
        };
        let course = self.course_of(&session).await?;
        let Some(doubt) = doubt(&session, &course, question, &asked) else {
            return Ok(Tutoring::NotAsked);
        };
        match self.turn(tutor, &session, question, &asked).await? {
            TutorTurn::Ask => {}
            TutorTurn::Limited => return Ok(Tutoring::Limited),
            TutorTurn::Done => return Ok(Tutoring::NotAsked),
            TutorTurn::GivenUp => {
                self.note(id, question, Tutoring::GivenUp, None).await?;
                return Ok(Tutoring::GivenUp);
            }
        }
        let began = tokio::time::Instant::now();
        let answer = tutor.ask(&doubt).await;
        let took = i32::try_from(began.elapsed().as_millis()).unwrap_or(i32::MAX);
        let came = match answer {
            Ok(answer) => self.post_tutors_answer(id, question, &answer).await?,
            Err(silence) => Tutoring::Silent(silence),
        };
        self.note(id, question, came, Some(took)).await?;
        Ok(came)
    }

    async fn turn(
        &self,
        tutor: &Tutor,
        session: &Stored,
        question: &QuestionId,
        asked: &AskedQuestion,
    ) -> Result<TutorTurn, ActError> {
        let call = TutorCall {
            session: session.id,
            question,
            guild: session.guild,
            asker: asked.asker,
            at: self.clock.now(),
        };
        let limits = TutorLimits {
            a_learner_a_day: tutor.limits.a_learner_a_day,
            a_server_a_day: tutor.limits.a_server_a_day,
            a_doubt: tutor.limits.attempts,
        };
        Ok(self.store.begin_tutor_call(&call, limits).await?)
    }

    async fn post_tutors_answer(
        &self,
        id: SessionId,
        question: &QuestionId,
        answer: &TutorsAnswer,
    ) -> Result<Tutoring, ActError> {
        let at = self.clock.now();
        let after = self
            .by_itself_in_words(id, at, |session, _| tutored(session, id, question, answer))
            .await?;
        Ok(after.map_or(Tutoring::Late, |session| came_of(&session, question)))
    }

    async fn note(
        &self,
        id: SessionId,
        question: &QuestionId,
        came: Tutoring,
        milliseconds: Option<i32>,
    ) -> Result<(), ActError> {
        let (outcome, reason) = (came.outcome(), came.reason());
        let end = || {
            let reason = reason.as_deref();
            self.store
                .end_tutor_call(id, question, outcome, reason, milliseconds)
        };
        Ok(again(end).await?)
    }
}

/// What came of it, as the session has it.
fn came_of(session: &Stored, question: &QuestionId) -> Tutoring {
    if is_tutored(&session.state, session.id, question) {
        Tutoring::Answered
    } else {
        Tutoring::Late
    }
}

/// What the tutor is told; nothing when the course has nothing near the doubt.
fn doubt(
    session: &Stored,
    course: &Course,
    question: &QuestionId,
    asked: &AskedQuestion,
) -> Option<Doubt> {
    let recorded = session.state.question(question)?;
    let topic = recorded.topic.as_ref().and_then(|id| course.topic(id));
    let passages = passages(&asked.text, course, topic.map(|topic| &topic.id));
    if passages.is_empty() {
        return None;
    }
    let mut sources = Vec::new();
    for passage in &passages {
        let section = Section::of(course, &passage.section);
        for source in section
            .into_iter()
            .flat_map(|section| &section.topic.sources)
        {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
    }
    Some(Doubt {
        text: asked.text.clone(),
        language: course.language.clone(),
        topic: topic.map(|topic| topic.title.clone()),
        passages,
        sources,
    })
}
