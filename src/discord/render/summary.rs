//! A summary over several sessions, for moderators.

use serenity::all::CreateEmbed;

use super::{CALM, EMBED_LIMIT};
use crate::{
    discord::post::Post,
    domain::{markdown, report::Summary},
    report::overview::{Around, counts, lists},
};

/// Lines of each list that are shown; the file has all.
const SHOWN: usize = 8;
/// Characters of each list; all three and the rest fit one message.
const LIST: usize = 1500;

/// What was found, with the file that has all of it.
pub fn summary(summary: &Summary, around: &Around<'_>, file: (String, Vec<u8>)) -> Post {
    let say = |key: &str| around.language.say(key, &[]);
    let mut embeds = vec![
        CreateEmbed::new()
            .title(say("report-summary-title"))
            .description(markdown::clip(
                &format!(
                    "{}\n\n{}",
                    around.scope.join("\n"),
                    counts(summary, around.language)
                ),
                EMBED_LIMIT.min(LIST),
            ))
            .colour(CALM),
    ];
    for (heading, lines) in lists(summary, around) {
        let text = if lines.is_empty() {
            say("report-summary-nothing")
        } else {
            list(&lines, around)
        };
        let embed = CreateEmbed::new().title(say(heading)).description(text);
        embeds.push(embed.colour(CALM));
    }
    Post {
        embeds,
        files: vec![file],
        ..Post::text(say("pulls-recorded"))
    }
}

/// The first lines, as far as they fit, and how many more there are.
fn list(lines: &[String], around: &Around<'_>) -> String {
    let mut text = String::new();
    let mut shown = 0;
    for line in lines.iter().take(SHOWN) {
        let line = format!("- {line}\n");
        if text.chars().count() + line.chars().count() > LIST - 100 {
            break;
        }
        text.push_str(&line);
        shown += 1;
    }
    if shown < lines.len() {
        let more = ("count", (lines.len() - shown).into());
        text.push_str(&around.language.say("report-summary-more", &[more]));
    }
    text
}
