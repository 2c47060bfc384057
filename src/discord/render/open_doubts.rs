//! The doubts that nobody has answered yet, as a list of links to their posts.

use serenity::all::CreateEmbed;

use super::{OPEN, Scene};
use crate::{
    discord::post::Post,
    domain::markdown,
    store::{OpenDoubt, PostedAt},
};

/// Characters of a doubt's words that a list shows.
const WORDS: usize = 60;
/// Doubts that a field of an embed has room for, links included, and those that a message has.
const IN_A_FIELD: usize = 5;
const IN_A_MESSAGE: usize = 20;

/// Where a message is, as a link.
pub fn link(guild: i64, post: PostedAt) -> String {
    let PostedAt { channel, message } = post;
    format!("https://discord.com/channels/{guild}/{channel}/{message}")
}

/// The list in the panel of a pause or of the closing.
pub fn field(scene: &Scene<'_>, embed: CreateEmbed, doubts: &[OpenDoubt]) -> CreateEmbed {
    if doubts.is_empty() {
        return embed;
    }
    let title = scene.say("open-doubts", &[("n", doubts.len().into())]);
    embed.field(title, lines(scene, doubts, IN_A_FIELD, whose), false)
}

/// The list at the end of the session, before its report.
pub fn post(scene: &Scene<'_>, doubts: &[OpenDoubt]) -> Post {
    if doubts.is_empty() {
        return Post::text(scene.say("open-doubts-none", &[]));
    }
    let embed = CreateEmbed::new()
        .title(scene.say("open-doubts-left", &[("n", doubts.len().into())]))
        .description(lines(scene, doubts, IN_A_MESSAGE, words))
        .colour(OPEN);
    Post {
        embeds: vec![embed],
        ..Post::default()
    }
}

/// What a line calls a doubt.
type Label = fn(&Scene<'_>, &OpenDoubt) -> String;

fn lines(scene: &Scene<'_>, doubts: &[OpenDoubt], most: usize, label: Label) -> String {
    let shown = doubts.iter().take(most);
    let mut lines: Vec<String> = shown.map(|doubt| line(scene, doubt, label)).collect();
    if doubts.len() > most {
        let more = doubts.len() - most;
        lines.push(scene.say("open-doubts-more", &[("n", more.into())]));
    }
    lines.join("\n")
}

fn line(scene: &Scene<'_>, doubt: &OpenDoubt, label: Label) -> String {
    let label = label(scene, doubt);
    let label = match doubt.post {
        Some(post) => format!("[{label}]({})", link(scene.session.guild, post)),
        None => label,
    };
    match scene.session.state.people_with(&doubt.question).len() {
        0 | 1 => format!("- {label}"),
        people => {
            let people = scene.say("open-doubts-people", &[("n", people.into())]);
            format!("- {label} ({people})")
        }
    }
}

/// Who asks, as far as the group may know, and about what: in the thread its words are near.
fn whose(scene: &Scene<'_>, doubt: &OpenDoubt) -> String {
    let asked = scene.session.state.question(&doubt.question);
    let known = asked.and_then(|asked| asked.asker.as_ref().filter(|_| !asked.anonymous));
    let who = known.map_or_else(
        || scene.say("open-doubts-anonymous", &[]),
        |person| scene.name(person),
    );
    let topic = asked.and_then(|asked| asked.topic.as_ref());
    match topic {
        Some(topic) => format!("{who} · {}", markdown::escape(scene.title_of(topic))),
        None => who,
    }
}

/// How it begins.
fn words(_: &Scene<'_>, doubt: &OpenDoubt) -> String {
    brief(&doubt.text, WORDS)
}

/// The beginning of what somebody wrote, on one line and harmless, also as the text of a link.
pub fn brief(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut brief: String = words.join(" ");
    if brief.chars().count() > most {
        brief = brief.chars().take(most - 1).collect::<String>() + "…";
    }
    // An address within it would keep Discord from showing the link.
    markdown::escape(&brief).replace("http", "h\u{200b}ttp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_cannot_end_the_link_that_it_is_in() {
        assert_eq!(brief("¿[x](y)\n o `z`?", 60), "¿\\[x\\](y) o \\`z\\`?");
        assert_eq!(brief("ñandú", 3), "ña…");
        assert!(!brief("mira https://example.org", 60).contains("http"));
    }
}
