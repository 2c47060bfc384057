//! What the bot shows: each delivery as messages, each reply as a private answer. Pure: the same
//! session gives the same messages.

mod check;
mod closing;
mod courses;
mod doubt;
mod doubt_list;
mod exercise;
mod lobby;
mod open_doubts;
mod own;
mod panel;
mod plan;
mod reply;
mod report;
mod standing;
mod summary;
mod topic;
mod trouble;

use serenity::all::{ButtonStyle, Colour, CreateButton};

pub use closing::reflection_modal;
pub use courses::{
    course_plan, courses, not_fetched, problems, refused_upload, uploaded, withdrawn,
};
pub use doubt::{answer_modal, doubt_modal, wants_anonymity};
pub use doubt_list::{
    DOUBT_COLUMNS, doubt_cells, doubt_detail, doubt_merge, doubt_page, doubt_topics,
    doubts_exported,
};
pub use exercise::solution_modal;
pub use lobby::thread_name;
pub use own::{
    own_corrected, own_correction, own_deletion, own_report, own_to_correct, own_to_delete,
};
pub use plan::{NOTHING, editor as plan_editor, other_topics};
pub use reply::{reply, text_back};
pub use report::{
    Reader, Rendered, names as report_names, post as report_post, pulled, rendered as report,
};
pub use standing::status;
pub use summary::summary;
pub use trouble::{copy_refused, direct, no_reports_in, remark};

use super::{
    custom_id::{Component, Verb},
    post::Post,
};
use crate::{
    domain::{
        course::Course,
        ids::{PersonId, TopicId},
        markdown,
        session::Delivery,
    },
    store::{AskedQuestion, OpenDoubt, Stored},
    texts::{Argument, Language},
};

/// Characters of a message that the bot fills at most; Discord takes 2000.
const MESSAGE_LIMIT: usize = 1900;
/// Characters of an embed's description that the bot fills at most; Discord takes 4096.
const EMBED_LIMIT: usize = 4000;
/// Characters of a list of names at most: one fits an embed's field, with what comes before it.
const NAMES_LIMIT: usize = 700;
/// Characters of a button's label; Discord takes no more.
const LABEL_LIMIT: usize = 80;

const CALM: Colour = Colour::new(0x005B_7DB1);
const DONE: Colour = Colour::new(0x003B_A55D);
const OPEN: Colour = Colour::new(0x00D9_9A2B);

/// A session with its course, in the language in which it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    pub session: &'a Stored,
    pub course: &'a Course,
    pub language: Language,
}

impl<'a> Scene<'a> {
    /// The scene as one person sees it, in that person's language.
    #[must_use]
    pub fn private(session: &'a Stored, course: &'a Course, language: Language) -> Self {
        Self {
            session,
            course,
            language,
        }
    }

    /// The scene as the whole group sees it: in the session's language.
    #[must_use]
    pub fn public(session: &'a Stored, course: &'a Course) -> Self {
        Self {
            session,
            course,
            language: Language::of_locale(&session.language),
        }
    }

    fn say(&self, key: &str, arguments: &[Argument<'_>]) -> String {
        self.language.say(key, arguments)
    }

    fn button(&self, verb: Verb, label: &str, style: ButtonStyle) -> CreateButton {
        let component = Component {
            session: self.session.id,
            verb,
        };
        CreateButton::new(component.to_string())
            .label(self.say(label, &[]))
            .style(style)
    }

    /// A button that says something of its own, as far as Discord lets it.
    fn labelled(&self, verb: Verb, label: &str, style: ButtonStyle) -> CreateButton {
        let label = label.replace('`', "").replace('\n', " ");
        let label = match label.trim() {
            "" => "…".to_owned(),
            label => markdown::clip(label, LABEL_LIMIT),
        };
        let component = Component {
            session: self.session.id,
            verb,
        };
        CreateButton::new(component.to_string())
            .label(label)
            .style(style)
    }

    /// What a learner is called, harmless in Markdown.
    fn name(&self, person: &PersonId) -> String {
        let name = self.session.names.get(person);
        // A name of characters that cannot be seen leaves nothing, which no embed may show.
        name.map(|name| markdown::escape(name))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| self.say("someone", &[]))
    }

    fn name_of(&self, person: i64) -> String {
        self.name(&PersonId::new(person.to_string()))
    }

    fn title_of(&self, topic: &'a TopicId) -> &'a str {
        self.course
            .topic(topic)
            .map_or(topic.as_str(), |topic| topic.title.as_str())
    }

    /// As many names as fit, for a field of an embed or a line of a message.
    fn names(&self, people: impl Iterator<Item = &'a PersonId>) -> String {
        self.names_within(NAMES_LIMIT, people)
    }

    fn names_within(&self, limit: usize, people: impl Iterator<Item = &'a PersonId>) -> String {
        let names: Vec<String> = people.map(|person| self.name(person)).collect();
        markdown::clip(&names.join(", "), limit)
    }
}

/// What people wrote that a delivery shows.
#[derive(Clone, Debug)]
pub enum Words {
    Question(AskedQuestion),
    /// A shared solution.
    Solution(String),
    /// Doubts to list.
    Doubts(Vec<OpenDoubt>),
}

/// The messages of a delivery, in order. `words` are those of the doubt or the solution that it is
/// about; nothing when they were erased.
#[must_use]
pub fn posts<'a>(scene: &Scene<'a>, delivery: &'a Delivery, words: Option<&Words>) -> Vec<Post> {
    let question = match words {
        Some(Words::Question(question)) => Some(question),
        _ => None,
    };
    let doubts = match words {
        Some(Words::Doubts(doubts)) => doubts.as_slice(),
        _ => &[],
    };
    if let Some(post) = doubt::deleted(scene, delivery) {
        return vec![post];
    }
    match delivery {
        Delivery::Announcement => vec![lobby::announcement(scene)],
        Delivery::Lobby => vec![lobby::lobby(scene)],
        Delivery::Topic(topic) => topic::posts(scene, topic),
        Delivery::Panel(topic, visit) => vec![panel::panel(scene, topic, *visit, doubts)],
        Delivery::Alternative(topic, number) => topic::alternative(scene, topic, *number),
        Delivery::Doubt(id) => question
            .map(|words| doubt::doubt(scene, id, words))
            .into_iter()
            .collect(),
        Delivery::Answer(id, number) => question
            .and_then(|words| doubt::answer(scene, id, words, *number))
            .into_iter()
            .collect(),
        Delivery::Told(id, number) => question
            .map(|words| doubt::told(scene, id, words, *number))
            .into_iter()
            .collect(),
        Delivery::OpenDoubts => vec![open_doubts::post(scene, doubts)],
        Delivery::Solution(number) => match words {
            Some(Words::Solution(text)) => exercise::shared(scene, *number, text),
            _ => None,
        }
        .into_iter()
        .collect(),
        Delivery::Closing(number) => closing::posts(scene, *number, doubts),
        Delivery::Reminder(number) => standing::reminder(scene, *number),
        Delivery::Interruption(number) => vec![standing::interruption(scene, *number)],
        Delivery::NewHost(number) => standing::new_host(scene, *number).into_iter().collect(),
        // They take long, and are made apart.
        Delivery::Report | Delivery::ReportCopy => Vec::new(),
        Delivery::Moved => vec![trouble::moved(scene)],
    }
}
