//! The rule for moving on, as a choice of slash commands.

use crate::domain::event::AdvanceRule;

#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub enum Rule {
    #[name = "todos"]
    #[name_localized("en-US", "everybody")]
    #[name_localized("en-GB", "everybody")]
    All,
    #[name = "mayoría"]
    #[name_localized("en-US", "majority")]
    #[name_localized("en-GB", "majority")]
    Majority,
    #[name = "anfitrión"]
    #[name_localized("en-US", "host")]
    #[name_localized("en-GB", "host")]
    Host,
}

impl From<Rule> for AdvanceRule {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::All => Self::All,
            Rule::Majority => Self::Majority,
            Rule::Host => Self::Host,
        }
    }
}
