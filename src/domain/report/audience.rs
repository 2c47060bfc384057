//! Who sees what. Statements name an audience; here those that would show one person to the
//! channel are moved to that person, and a report is cut to what its reader may see.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::{
    By, Deed, QuestionRow, Report, Section, Variant,
    session::Session,
    statement::{Audience, Statement, StatementId},
    thresholds::SMALL_GROUP,
};
use crate::domain::{event::Actor, ids::PersonId};

/// About the plan and its course, never about a person: order, coverage, pauses, pace, proposal.
const OF_THE_PLAN: [StatementId; 5] = [
    StatementId::new(1, 1),
    StatementId::new(1, 2),
    StatementId::new(1, 3),
    StatementId::new(1, 6),
    StatementId::new(1, 7),
];
const EXAMPLES: StatementId = StatementId::new(2, 2);
const PARTICIPATION: StatementId = StatementId::new(5, 7);

/// Ratings and calibration: between the report and their learner.
const RATINGS: [StatementId; 2] = [StatementId::new(3, 6), StatementId::new(5, 3)];

/// The statement with the audience that it may have in this session.
pub(super) fn place(session: &Session<'_>, statement: Statement) -> Statement {
    let [alone] = session.learners.as_slice() else {
        return place_in_group(session, statement);
    };
    let shown_in_channel = statement.audience == Audience::Channel
        && (OF_THE_PLAN.contains(&statement.id)
            || statement.id == EXAMPLES
            || statement.variant == Variant::Suggest
            || (statement.id.section == 4 && session.behind(statement.evidence()).is_empty()));
    if shown_in_channel || statement.audience == Audience::Learner {
        statement
    } else {
        statement.about(alone.id)
    }
}

fn place_in_group(session: &Session<'_>, statement: Statement) -> Statement {
    if statement.audience != Audience::Channel
        || session.learners.len() > SMALL_GROUP
        || OF_THE_PLAN.contains(&statement.id)
    {
        return statement;
    }
    match session.behind(statement.evidence()).as_slice() {
        [_] if statement.id == PARTICIPATION => statement.for_moderators(),
        [one] => statement.about(one),
        _ => statement,
    }
}

impl Report {
    /// The report as its reader may see it; `learner` is who reads a learner's report. The one
    /// place that decides: whatever is shown to anybody goes through here, pictures, tables and
    /// the appendix too.
    #[must_use]
    pub fn for_audience(&self, audience: Audience, learner: Option<&PersonId>) -> Self {
        let reader = Reader {
            audience,
            learner: learner.filter(|_| audience == Audience::Learner),
            small_group: self.participants <= SMALL_GROUP,
        };
        let sections = self
            .sections
            .each_ref()
            .map(|section| reader.section(section));
        let cited: BTreeSet<u64> = sections
            .iter()
            .flat_map(|section: &Section| &section.statements)
            .flat_map(|statement| statement.evidence().iter().copied())
            .collect();
        let deeds = self.deeds.iter().filter(|deed| cited.contains(&deed.seq));
        let known = self.learners.iter();
        Self {
            rules: self.rules,
            course: self.course.clone(),
            started_at: self.started_at,
            ended_at: self.ended_at,
            ended: self.ended,
            nothing_happened: self.nothing_happened,
            participants: self.participants,
            learners: known.filter(|one| reader.knows(one)).cloned().collect(),
            titles: self.titles.clone(),
            audience: Some(audience),
            deeds: deeds.map(|deed| reader.deed(deed)).collect(),
            timeline: self.timeline.clone(),
            intervals: kept(&self.intervals, |one| reader.knows(&one.learner)),
            expected: kept(&self.expected, |one| reader.is(&one.learner)),
            questions: self
                .questions
                .iter()
                .filter_map(|row| reader.question(row))
                .collect(),
            checks: kept(&self.checks, |row| reader.knows(&row.learner)),
            sections,
        }
    }
}

fn kept<T: Clone>(items: &[T], keep: impl Fn(&T) -> bool) -> Vec<T> {
    items.iter().filter(|item| keep(item)).cloned().collect()
}

/// Who reads, in what group.
struct Reader<'a> {
    audience: Audience,
    learner: Option<&'a PersonId>,
    small_group: bool,
}

impl Reader<'_> {
    fn is(&self, person: &PersonId) -> bool {
        self.learner == Some(person)
    }

    /// Whether the reader may know what this learner, by name, did.
    fn knows(&self, person: &PersonId) -> bool {
        self.audience == Audience::Moderator || self.is(person)
    }

    fn section(&self, section: &Section) -> Section {
        let statements = kept(&section.statements, |one| self.may_see(one));
        Section {
            number: section.number,
            withheld: section.withheld || statements.len() < section.statements.len(),
            statements,
        }
    }

    fn may_see(&self, statement: &Statement) -> bool {
        match (statement.audience, self.audience) {
            (Audience::Channel, _) | (Audience::Moderator, Audience::Moderator) => true,
            (Audience::Learner, Audience::Moderator) => !RATINGS.contains(&statement.id),
            (Audience::Learner, Audience::Learner) => {
                self.learner.is_some() && statement.learner.as_ref() == self.learner
            }
            (Audience::Moderator | Audience::Learner, _) => false,
        }
    }

    /// Of others only what they did, not who nor when; of a larger group's questions and answers
    /// also when, for the thread shows them to all.
    fn deed(&self, deed: &Deed) -> Deed {
        let by_one_unknown = matches!(&deed.by, By::Learner(person) if !self.knows(person));
        let of_one_unknown = deed
            .about
            .as_ref()
            .is_some_and(|person| !self.knows(person));
        if by_one_unknown || of_one_unknown {
            deed.of_somebody(!self.small_group)
        } else {
            deed.clone()
        }
    }

    /// One's own questions as they are; to the channel of a larger group those of all, without who
    /// asked and what became of each.
    fn question(&self, row: &QuestionRow) -> Option<QuestionRow> {
        match self.audience {
            Audience::Moderator => Some(row.clone()),
            Audience::Learner => {
                let asker = row.asker.as_ref().and_then(Actor::learner);
                asker
                    .is_some_and(|asker| self.is(asker))
                    .then(|| row.clone())
            }
            Audience::Channel => (!self.small_group).then(|| QuestionRow {
                asker: None,
                text: None,
                outcome: None,
                ..row.clone()
            }),
        }
    }
}
