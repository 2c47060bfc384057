//! Section 5, further observations: how a learner worked in this session (never what they are
//! like), strategies for the next one, participation.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Variant, patterns,
    questions::Question,
    session::{Learner, Session},
    share,
    statement::Statement,
    structure,
    thresholds::{
        COMMITTED_PROMPTS, COMMITTED_SHARE, COMPARED_MODELS, PARTICIPATION_EACH,
        PARTICIPATION_LEARNERS, RATED_SHARE, RATED_TOPICS, SELF_CHECKS, STRUCTURED_TOPICS,
        UNEVEN_GINI, UNEVEN_SHARE,
    },
};
use crate::domain::{
    event::{AnswerSource, Event, QuestionPurpose, Recorded},
    ids::{PersonId, TopicId},
};

/// 5.1 Structured work: a plan of one's own, followed in order and confirmed step by step.
pub(super) fn structured(session: &Session<'_>) -> Vec<Statement> {
    let Some(start) = session.start else {
        return Vec::new();
    };
    let Event::SessionStarted { proposed_by, .. } = &start.event else {
        return Vec::new();
    };
    let proposer = session
        .learners
        .iter()
        .find(|learner| proposed_by.learner() == Some(learner.id));
    let first = |statements: Vec<Statement>| {
        let first = statements.into_iter().next();
        first.filter(|statement| statement.variant == Variant::Positive)
    };
    let (Some(learner), Some(order), Some(confirmation)) = (
        proposer,
        first(structure::order(session)),
        first(structure::confirmation(session)),
    ) else {
        return Vec::new();
    };
    if order.topics.len() < STRUCTURED_TOPICS {
        return Vec::new();
    }
    let evidence = order
        .evidence()
        .iter()
        .chain(confirmation.evidence())
        .copied();
    Statement::new((5, 1), Variant::Positive, evidence.chain([start.seq]))
        .map(|statement| {
            statement
                .about(learner.id)
                .count("topics", order.topics.len())
        })
        .into_iter()
        .collect()
}

/// 5.2 Committed work: nearly everything that the bot asked of the learner was answered.
pub(super) fn committed(session: &Session<'_>) -> Vec<Statement> {
    let prompts = session
        .events_that(|event| matches!(event, Event::PauseOpened { .. } | Event::ClosingStarted));
    session
        .learners
        .iter()
        .filter_map(|learner| committed_of(session, learner, &prompts))
        .collect()
}

/// What a learner answered at one topic's pause.
#[derive(Default)]
struct AtPause {
    checks: Vec<u64>,
    ratings: Vec<u64>,
    confirmations: Vec<u64>,
}

/// The prompts shown: at each topic's pause the check, the confidence and the confirmation; under
/// each answer whether it cleared the doubt; the final reflection. Exercises are offers.
fn committed_of(
    session: &Session<'_>,
    learner: &Learner<'_>,
    prompts: &[&Recorded],
) -> Option<Statement> {
    let mut at_pauses: BTreeMap<&TopicId, AtPause> = BTreeMap::new();
    let mut reflections = Vec::new();
    for recorded in session.by(learner.id) {
        match &recorded.event {
            Event::CheckAnswered { topic, .. } => {
                at_pauses
                    .entry(topic)
                    .or_default()
                    .checks
                    .push(recorded.seq);
            }
            Event::ConfidenceRated { topic, .. } => {
                at_pauses
                    .entry(topic)
                    .or_default()
                    .ratings
                    .push(recorded.seq);
            }
            Event::ConfirmationGiven { topic, .. } => {
                let at_pause = at_pauses.entry(topic).or_default();
                at_pause.confirmations.push(recorded.seq);
            }
            Event::ReflectionAnswered { .. } => reflections.push(recorded.seq),
            _ => {}
        }
    }
    let mut shown = 0;
    let mut answered = 0;
    let mut evidence: Vec<u64> = Vec::new();
    let mut note = |answers: &[u64]| {
        shown += 1;
        answered += usize::from(!answers.is_empty());
        evidence.extend(answers);
    };
    let mut seen: Vec<u64> = Vec::new();
    let mut paused: BTreeSet<&TopicId> = BTreeSet::new();
    let mut closing = false;
    for recorded in prompts {
        if !learner.stayed(recorded.seq, recorded.seq) {
            continue;
        }
        if let Event::PauseOpened { topic, .. } = &recorded.event {
            if paused.insert(topic) {
                let AtPause {
                    checks,
                    ratings,
                    confirmations,
                } = at_pauses.remove(topic).unwrap_or_default();
                note(&checks);
                note(&ratings);
                note(&confirmations);
            }
        } else if !closing {
            closing = true;
            note(&reflections);
        }
        seen.push(recorded.seq);
    }
    for question in session.asked_by(learner.id) {
        if let Some(answer) = question.answers.first() {
            seen.push(answer.seq);
            let verdicts = question.verdicts.iter().map(|verdict| verdict.seq);
            note(&verdicts.collect::<Vec<_>>());
        }
    }
    if shown < COMMITTED_PROMPTS || share(answered, shown) < COMMITTED_SHARE {
        return None;
    }
    evidence.extend(seen);
    let statement = Statement::new((5, 2), Variant::Positive, evidence)?;
    let statement = if answered == shown {
        statement.case("all")
    } else {
        statement
    };
    Some(
        statement
            .about(learner.id)
            .count("shown", shown)
            .count("answered", answered),
    )
}

/// 5.3 Constant self-assessment: in how many of their topics a learner rated their confidence.
pub(super) fn self_assessment(session: &Session<'_>) -> Vec<Statement> {
    session
        .learners
        .iter()
        .filter_map(|learner| self_assessment_of(session, learner))
        .collect()
}

fn self_assessment_of(session: &Session<'_>, learner: &Learner<'_>) -> Option<Statement> {
    let attended = session.attended(learner);
    let of_them: BTreeSet<&TopicId> = attended.iter().map(|(_, topic)| *topic).collect();
    let ratings: Vec<(u64, &TopicId)> = session
        .by(learner.id)
        .filter_map(|recorded| match &recorded.event {
            Event::ConfidenceRated { topic, .. } if of_them.contains(topic) => {
                Some((recorded.seq, topic))
            }
            _ => None,
        })
        .collect();
    let with_rating: BTreeSet<&TopicId> = ratings.iter().map(|(_, topic)| *topic).collect();
    let mut rated = attended.clone();
    rated.retain(|(_, topic)| with_rating.contains(topic));
    let topics = attended.len();
    let cited = ratings.iter().map(|(seq, _)| *seq);
    let searched = attended.iter().map(|(seq, _)| *seq);
    let statement = if topics < RATED_TOPICS {
        Statement::new((5, 3), Variant::Insufficient, searched.chain(cited))
    } else if ratings.is_empty() {
        Statement::new((5, 3), Variant::Negative, searched)
    } else if rated.len() == topics {
        Statement::new((5, 3), Variant::Positive, cited).map(|statement| statement.case("all"))
    } else if share(rated.len(), topics) >= RATED_SHARE {
        Statement::new((5, 3), Variant::Positive, cited)
    } else {
        Statement::new((5, 3), Variant::Mixed, cited)
    };
    statement.map(|statement| {
        statement
            .about(learner.id)
            .count("topics", topics)
            .count("rated", rated.len())
            .topics(rated.iter().map(|(_, topic)| *topic))
    })
}

/// 5.4 Asking for confirmation: by questions that check what the learner thinks, or by confirming
/// before each advance asked for (3.5).
pub(super) fn asks_to_confirm(session: &Session<'_>) -> Vec<Statement> {
    session
        .learners
        .iter()
        .filter_map(|learner| asks_to_confirm_of(session, learner))
        .collect()
}

fn asks_to_confirm_of(session: &Session<'_>, learner: &Learner<'_>) -> Option<Statement> {
    let self_checks: Vec<&Question<'_>> = session
        .asked_by(learner.id)
        .filter(|question| question.purpose == QuestionPurpose::SelfCheck)
        .collect();
    let advances = patterns::advances_of(session, learner.id)
        .filter(|statement| statement.variant == Variant::Positive);
    let count = self_checks.len();
    let statement = if count >= SELF_CHECKS {
        let evidence = self_checks.iter().flat_map(|question| question.asked());
        Statement::new((5, 4), Variant::Positive, evidence)?.case("questions")
    } else {
        let evidence = advances?.evidence().to_vec();
        Statement::new((5, 4), Variant::Positive, evidence)?.case("advances")
    };
    Some(statement.about(learner.id).count("self_checks", count))
}

/// 5.5 Short exercises at the end of each topic.
pub(super) fn exercises(session: &Session<'_>) -> Vec<Statement> {
    strategy(session, 5, |event| {
        matches!(event, Event::ExerciseSubmitted { .. })
    })
}

/// 5.6 Comparing threads, processes and async.
pub(super) fn comparison(session: &Session<'_>) -> Vec<Statement> {
    strategy(
        session,
        6,
        |event| matches!(event, Event::ReflectionAnswered { models } if models.len() >= COMPARED_MODELS),
    )
}

/// Suggested when nobody did it; to be continued when somebody did.
fn strategy(session: &Session<'_>, number: u8, done: impl Fn(&Event) -> bool) -> Vec<Statement> {
    let times: Vec<u64> = session
        .events
        .iter()
        .filter(|recorded| done(&recorded.event))
        .map(|recorded| recorded.seq)
        .collect();
    let count = times.len();
    let statement = if times.is_empty() {
        Statement::new((5, number), Variant::Suggest, session.searched())
    } else {
        Statement::new((5, number), Variant::Continue, times)
    };
    statement
        .map(|statement| statement.count("times", count))
        .into_iter()
        .collect()
}

/// 5.7 How evenly voluntary contributions were spread: messages, questions, answers to peers and
/// exercises shared. Confirmations and checks are engagement, not voice. The channel learns which
/// way it came out; the numbers are for moderators.
pub(super) fn participation(session: &Session<'_>) -> Vec<Statement> {
    let learners = session.learners.len();
    if learners < PARTICIPATION_LEARNERS {
        return Vec::new();
    }
    let contributions: Vec<Vec<u64>> = session
        .learners
        .iter()
        .map(|learner| voluntary(session, learner.id))
        .collect();
    let counts: Vec<usize> = contributions.iter().map(Vec::len).collect();
    let total: usize = counts.iter().sum();
    let evidence: Vec<u64> = contributions.into_iter().flatten().collect();
    if share(total, learners) < PARTICIPATION_EACH {
        let evidence = evidence.into_iter().chain(session.searched());
        return Statement::new((5, 7), Variant::Insufficient, evidence)
            .into_iter()
            .collect();
    }
    let balance = Balance::of(&counts, total);
    let variant = if balance.is_uneven() {
        Variant::Negative
    } else {
        Variant::Positive
    };
    let channel = Statement::new((5, 7), variant, evidence.iter().copied());
    let numbers = Statement::new((5, 7), variant, evidence).map(|statement| {
        statement
            .case("numbers")
            .for_moderators()
            .count("contributions", total)
            .count("learners", learners)
            .count("entropy", balance.entropy)
            .count("gini", balance.gini)
            .figure("largest_share", balance.largest)
    });
    channel.into_iter().chain(numbers).collect()
}

fn voluntary(session: &Session<'_>, person: &PersonId) -> Vec<u64> {
    session
        .by(person)
        .filter(|recorded| {
            matches!(
                recorded.event,
                Event::MessagePosted { .. }
                    | Event::QuestionAsked { .. }
                    | Event::QuestionAnswered {
                        by: AnswerSource::Peer,
                        ..
                    }
                    | Event::ExerciseSubmitted { .. }
            )
        })
        .map(|recorded| recorded.seq)
        .collect()
}

/// How evenly contributions are spread over N learners.
struct Balance {
    /// H = −Σ p ln p / ln N (Pielou's evenness): 1 when all have the same share.
    entropy: f64,
    /// G′ = Gini · N/(N−1): 0 when all have the same share, 1 when one has all.
    gini: f64,
    largest: f64,
}

impl Balance {
    /// `total` is the sum of the counts and not 0; there are at least two counts.
    fn of(counts: &[usize], total: usize) -> Self {
        let mut shares: Vec<f64> = counts.iter().map(|count| share(*count, total)).collect();
        // A fixed order, so that the sums do not hang on who came first.
        shares.sort_by(f64::total_cmp);
        let all = share(shares.len(), 1);
        let surprise = |p: &f64| if *p > 0.0 { -p * p.ln() } else { 0.0 };
        // Gini = Σ (2i − N − 1) p_i / N over ascending shares that add up to 1.
        let spread: f64 = (1..)
            .zip(&shares)
            .map(|(rank, p)| (2.0 * share(rank, 1) - all - 1.0) * p)
            .sum();
        Self {
            entropy: shares.iter().map(surprise).sum::<f64>() / all.ln(),
            gini: spread / (all - 1.0),
            largest: shares.last().copied().unwrap_or_default(),
        }
    }

    fn is_uneven(&self) -> bool {
        self.gini >= UNEVEN_GINI || self.largest >= UNEVEN_SHARE
    }
}
