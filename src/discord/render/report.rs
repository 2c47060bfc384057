//! The report as the channel sees it: the five parts as embeds, the document as a file.

use serenity::all::CreateEmbed;

use super::{CALM, Scene};
use crate::{
    discord::post::Post,
    domain::{markdown, report},
    report::{Format, Frame, Names, prose, render},
};

/// Characters that the embeds of one message have together at most; Discord takes 6000.
const ALL_EMBEDS: usize = 5800;

pub fn post(scene: &Scene<'_>) -> Post {
    let report = report::analyse(&scene.session.events);
    let report = report.for_audience(report::Audience::Channel, None);
    let names = names(scene);
    let frame = Frame::new(scene.language, &names);
    let document = render(&report, Format::Markdown, &frame).expect("Markdown is only text");
    let file = format!("informe-{}.md", scene.session.id);
    Post {
        embeds: embeds(&prose::sections(&report, &frame)),
        files: vec![(file, document)],
        ..Post::text(scene.say(
            "report-post",
            &[("course", scene.course.title.as_str().into())],
        ))
    }
}

/// One embed a section. When all is too long for one message, each section gives way in the same
/// proportion; the file has the whole.
fn embeds(sections: &[prose::SectionText]) -> Vec<CreateEmbed> {
    let headings: usize = sections.iter().map(|s| s.heading.chars().count()).sum();
    let texts: Vec<String> = sections.iter().map(|s| s.paragraphs.join("\n\n")).collect();
    let length: usize = texts.iter().map(|text| text.chars().count()).sum();
    let room = ALL_EMBEDS.saturating_sub(headings);
    sections
        .iter()
        .zip(&texts)
        .map(|(section, text)| {
            let own = text.chars().count();
            let share = if length > room {
                own * room / length
            } else {
                own
            };
            CreateEmbed::new()
                .title(&section.heading)
                .description(markdown::clip(text, share.min(super::EMBED_LIMIT)))
                .colour(CALM)
        })
        .collect()
}

/// What the report calls the course, its concepts and its people.
fn names(scene: &Scene<'_>) -> Names {
    Names {
        course: Some(scene.course.title.clone()),
        concepts: scene
            .course
            .concepts
            .iter()
            .map(|concept| (concept.id.clone(), concept.name.clone()))
            .collect(),
        people: scene.session.names.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_report_fits_one_message_and_keeps_every_heading() {
        let sections: Vec<prose::SectionText> = (1..=5)
            .map(|number| prose::SectionText {
                heading: format!("{number}. Una parte del informe"),
                paragraphs: vec!["palabra ".repeat(600), "otra ".repeat(300)],
            })
            .collect();
        let embeds = embeds(&sections);
        let shown = serde_json::to_value(&embeds).expect("embeds are JSON");
        let length = |part: &str| -> usize {
            let texts = shown.as_array().expect("a list").iter();
            texts
                .map(|embed| embed[part].as_str().map_or(0, |text| text.chars().count()))
                .sum()
        };
        assert_eq!(embeds.len(), 5);
        assert!(length("title") + length("description") <= 6000);
    }
}
