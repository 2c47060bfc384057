//! Who sees what. Statements name an audience; here those that would show one person to the
//! channel are moved to that person, and a report is cut to what its reader may see.

#[cfg(test)]
mod tests;

use super::{
    Report, Section, Variant,
    session::Session,
    statement::{Audience, Statement, StatementId},
    thresholds::SMALL_GROUP,
};
use crate::domain::ids::PersonId;

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
    /// place that decides: whatever is shown to anybody goes through here.
    #[must_use]
    pub fn for_audience(&self, audience: Audience, learner: Option<&PersonId>) -> Self {
        let may_see = |statement: &Statement| match (statement.audience, audience) {
            (Audience::Channel, _) | (Audience::Moderator, Audience::Moderator) => true,
            (Audience::Learner, Audience::Moderator) => !RATINGS.contains(&statement.id),
            (Audience::Learner, Audience::Learner) => {
                learner.is_some() && statement.learner.as_ref() == learner
            }
            (Audience::Moderator | Audience::Learner, _) => false,
        };
        let sections = self.sections.each_ref().map(|section| {
            let statements: Vec<Statement> = section
                .statements
                .iter()
                .filter(|one| may_see(one))
                .cloned()
                .collect();
            Section {
                number: section.number,
                withheld: section.withheld || statements.len() < section.statements.len(),
                statements,
            }
        });
        Self {
            audience: Some(audience),
            sections,
            ..self.clone()
        }
    }
}
