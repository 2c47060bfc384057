//! What one person has before them: messages, and the buttons and menus on them.

use super::answer::{ComponentView, MessageView, OptionView, VisibleButton};
use super::message::Message;
use super::state::State;

/// One person's view of the server.
pub(super) struct Sight<'s> {
    state: &'s State,
    person: u64,
}

/// A menu that can be used.
pub(super) struct Menu {
    pub(super) message_id: u64,
    pub(super) custom_id: String,
    placeholder: String,
    options: Vec<OptionView>,
    /// How many options may be chosen.
    least: usize,
    most: usize,
}

/// People type labels as they read them, not letter by letter.
pub(super) fn same_label(label: &str, wanted: &str) -> bool {
    label.trim().to_lowercase() == wanted.trim().to_lowercase()
}

impl<'s> Sight<'s> {
    pub(super) fn new(state: &'s State, person: u64) -> Self {
        Self { state, person }
    }

    fn may_see(&self, message: &Message) -> bool {
        let channel = self.state.channels.get(&message.channel);
        let recipient = channel.and_then(|channel| channel.recipient);
        recipient.is_none_or(|person| person == self.person)
            && message.only_for.is_none_or(|person| person == self.person)
            && !message.is_loading()
    }

    /// Whether a message, old or new, can be found by this person.
    pub(super) fn sees(&self, message: u64) -> bool {
        let message = self.state.messages.get(&message);
        message.is_some_and(|message| self.may_see(message))
    }

    /// The messages before this person, newest first.
    fn visible(&self) -> Vec<&'s Message> {
        let here = self.state.place_of(self.person);
        let near = |message: &Message| {
            message.only_for == Some(self.person)
                || message.channel == here
                || message.channel == self.state.main_channel
                || self.state.channels[&message.channel].recipient == Some(self.person)
        };
        let messages = self.state.messages.values().rev();
        messages
            .filter(|message| near(message) && self.may_see(message))
            .collect()
    }

    pub(super) fn messages(&self) -> Vec<MessageView> {
        let visible = self.visible().into_iter();
        visible
            .filter(|message| message.is_chat())
            .map(|message| self.state.view(message))
            .collect()
    }

    fn components(&self, on: Option<u64>) -> impl Iterator<Item = (u64, ComponentView)> {
        let messages = match on {
            Some(id) => self.state.messages.get(&id).into_iter().collect(),
            None => self.visible(),
        };
        messages.into_iter().flat_map(|message| {
            let rows = self.state.view(message).rows;
            rows.into_iter()
                .flatten()
                .map(|component| (message.id, component))
        })
    }

    /// The buttons that can be pressed, on one message or on all.
    pub(super) fn buttons(&self, on: Option<u64>) -> Vec<VisibleButton> {
        self.components(on)
            .filter_map(|(message_id, component)| match component {
                ComponentView::Button {
                    label,
                    custom_id: Some(custom_id),
                    disabled: false,
                } => Some(VisibleButton {
                    label,
                    custom_id,
                    message_id,
                }),
                _ => None,
            })
            .collect()
    }

    /// The labels of those buttons, each once.
    pub(super) fn labels(&self, on: Option<u64>) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        for button in self.buttons(on) {
            if !labels.contains(&button.label) {
                labels.push(button.label);
            }
        }
        labels
    }

    fn menus(&self) -> impl Iterator<Item = Menu> {
        self.components(None)
            .filter_map(|(message_id, component)| match component {
                ComponentView::Select {
                    custom_id,
                    placeholder,
                    options,
                    min_values,
                    max_values,
                    disabled: false,
                } => Some(Menu {
                    message_id,
                    custom_id,
                    placeholder,
                    options,
                    least: min_values,
                    most: max_values,
                }),
                _ => None,
            })
    }

    /// Whether there is a menu of this name that can be used.
    pub(super) fn has_menu(&self, name: &str) -> bool {
        self.menus().any(|menu| same_label(&menu.placeholder, name))
    }

    /// The newest menu, of this name if one is given, that has all these options and lets so many
    /// be chosen.
    pub(super) fn find_menu(
        &self,
        name: Option<&str>,
        labels: &[&str],
    ) -> Option<(Menu, Vec<OptionView>)> {
        let named = |menu: &Menu| name.is_none_or(|name| same_label(&menu.placeholder, name));
        self.menus().filter(named).find_map(|menu| {
            let option = |label: &&str| {
                let mut options = menu.options.iter();
                options
                    .find(|option| same_label(&option.label, label))
                    .cloned()
            };
            let chosen: Option<Vec<OptionView>> = labels.iter().map(option).collect();
            let fits = (menu.least..=menu.most).contains(&labels.len());
            chosen.filter(|_| fits).map(|chosen| (menu, chosen))
        })
    }

    /// The labels of all options that can be chosen.
    pub(super) fn offered(&self) -> Vec<String> {
        let options = self.menus().flat_map(|menu| menu.options);
        options.map(|option| option.label).collect()
    }

    /// The bot's message that carries this custom_id, else its newest one.
    pub(super) fn message_for(&self, custom_id: &str) -> Option<u64> {
        let visible = self.visible().into_iter();
        let own: Vec<&Message> = visible
            .filter(|message| message.author == self.state.app_id)
            .collect();
        let carries = |message: &&&Message| {
            let rows = message.components.iter();
            rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
                .any(|part| part["custom_id"] == custom_id)
        };
        let message = own.iter().find(carries).or(own.first());
        message.map(|message| message.id)
    }
}
