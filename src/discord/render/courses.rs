//! The courses of a server: the list, a plan, and what became of an upload.

use serenity::all::{CreateEmbed, CreateEmbedFooter};

use super::{CALM, DONE, EMBED_LIMIT, MESSAGE_LIMIT};
use crate::{
    application::{OWN_COURSES, Offered, Uploaded},
    course::{Problem, Refusal, Severity},
    discord::post::Post,
    domain::{course::Course, event::PlannedTopic, markdown},
    texts::{Argument, Language},
};

/// Characters of what a course says of itself, where it has no limit of its own.
const ABOUT: usize = 100;
/// Characters of a file's name that are shown.
const FILE_NAME: usize = 80;

/// Every course that the server offers, a line each, as many as fit.
pub fn courses(offered: &[Offered], language: Language) -> Post {
    if offered.is_empty() {
        return Post::text(language.say("courses-none", &[]));
    }
    let lines = offered.iter().map(|course| {
        let key = if course.own {
            "courses-line-own"
        } else {
            "courses-line"
        };
        language.say(
            key,
            &[
                ("title", course.title.as_str().into()),
                ("id", course.id.as_str().into()),
                ("version", markdown::clip(&course.version, ABOUT).into()),
            ],
        )
    });
    let lines: Vec<String> = lines.collect();
    let (mut text, left) = fitting(&lines, EMBED_LIMIT - ABOUT);
    if left > 0 {
        text.push('\n');
        text.push_str(&language.say("courses-more", &[("count", left.into())]));
    }
    let embed = CreateEmbed::new()
        .title(language.say("courses-title", &[]))
        .description(text)
        .footer(CreateEmbedFooter::new(
            language.say("courses-how", &[]).replace('`', ""),
        ))
        .colour(CALM);
    Post {
        embeds: vec![embed],
        ..Post::default()
    }
}

/// What a course is about, and its topics.
pub fn course_plan(course: &Course, language: Language) -> Post {
    Post {
        embeds: vec![plan(course, language).colour(CALM)],
        ..Post::default()
    }
}

fn plan(course: &Course, language: Language) -> CreateEmbed {
    let topics = lines(&course.plan(), language);
    let minutes: u32 = course.topics.iter().map(|topic| topic.minutes).sum();
    let total = language.say("plan-total", &[("minutes", minutes.into())]);
    let about = language.say(
        "courses-about",
        &[
            ("id", course.id.as_str().into()),
            ("version", markdown::clip(&course.version, ABOUT).into()),
            (
                "authors",
                markdown::clip(&course.authors.join(", "), ABOUT).into(),
            ),
            ("licence", markdown::clip(&course.licence, ABOUT).into()),
        ],
    );
    let text = [course.summary.as_str(), &topics, &about].join("\n\n");
    CreateEmbed::new()
        .title(&course.title)
        .description(markdown::clip(&text, EMBED_LIMIT))
        .footer(CreateEmbedFooter::new(total))
}

/// The topics of a plan, a line each.
pub fn lines(plan: &[PlannedTopic], language: Language) -> String {
    let lines = plan.iter().enumerate().map(|(position, topic)| {
        language.say(
            "plan-topic",
            &[
                ("position", (position + 1).into()),
                ("title", topic.title.as_str().into()),
                ("minutes", topic.planned_minutes.into()),
            ],
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What became of a course without errors, with its plan.
pub fn uploaded(
    uploaded: &Uploaded,
    course: &Course,
    warnings: &[Problem],
    language: Language,
) -> Post {
    let mut arguments: Vec<Argument<'_>> = vec![
        ("title", course.title.as_str().into()),
        ("id", course.id.as_str().into()),
        ("version", markdown::clip(&course.version, ABOUT).into()),
    ];
    let key = match uploaded {
        Uploaded::New { hides: false } => "courses-uploaded",
        Uploaded::New { hides: true } => "courses-uploaded-hides",
        Uploaded::Replaced { version } => {
            arguments.push(("before", markdown::clip(version, ABOUT).into()));
            "courses-uploaded-replaced"
        }
        Uploaded::SameVersion => "courses-uploaded-same-version",
        Uploaded::Already => "courses-uploaded-already",
        Uploaded::TooMany => {
            let limit = OWN_COURSES.into();
            return Post::text(language.say("courses-too-many", &[("limit", limit)]));
        }
    };
    let text = language.say(key, &arguments);
    let mut post = if warnings.is_empty() {
        Post::text(text)
    } else {
        let count = warnings.len().into();
        let heading = language.say("courses-warnings", &[("count", count)]);
        told(&format!("{text}\n\n{heading}"), warnings, language)
    };
    post.embeds.push(plan(course, language).colour(DONE));
    post
}

/// Everything that is wrong with a course: the first problems, and all of them in a file when they do
/// not fit.
pub fn problems(file: &str, problems: &[Problem], language: Language) -> Post {
    let errors = problems.iter();
    let errors = errors.filter(|problem| problem.severity == Severity::Error);
    let heading = language.say(
        "courses-problems",
        &[
            ("file", shown(file).into()),
            ("errors", errors.count().into()),
        ],
    );
    told(&heading, problems, language)
}

/// Problems, a line each, below a heading.
fn told(heading: &str, problems: &[Problem], language: Language) -> Post {
    let lines: Vec<String> = problems.iter().map(|own| own.say(language)).collect();
    let shown: Vec<String> = lines
        .iter()
        .map(|line| format!("- {}", markdown::escape(line)))
        .collect();
    let room = MESSAGE_LIMIT - heading.chars().count() - ABOUT;
    let (text, left) = fitting(&shown, room);
    let mut post = Post::text(format!("{heading}\n{text}"));
    if left > 0 {
        let more = language.say("courses-problems-more", &[("count", left.into())]);
        post.content = format!("{}\n{more}", post.content);
        let name = language.say("courses-problems-file", &[]);
        let all = lines.join("\n") + "\n";
        post.files.push((name, all.into_bytes()));
    }
    post
}

/// Why the file itself will not do.
pub fn refused_upload(file: &str, refusal: &Refusal, language: Language) -> Post {
    let reason = markdown::escape(&refusal.say(language));
    Post::text(language.say(
        "courses-refused",
        &[("file", shown(file).into()), ("reason", reason.into())],
    ))
}

pub fn not_fetched(file: &str, language: Language) -> Post {
    Post::text(language.say("courses-not-fetched", &[("file", shown(file).into())]))
}

/// What became of a course that was to be withdrawn: its title, when it was there. `shows` is whether
/// an installed one of its id appears again.
pub fn withdrawn(id: &str, title: Option<&str>, shows: bool, language: Language) -> Post {
    let Some(title) = title else {
        let course = markdown::escape(id);
        return Post::text(language.say("courses-not-own", &[("course", course.into())]));
    };
    let key = if shows {
        "courses-withdrawn-shows"
    } else {
        "courses-withdrawn"
    };
    Post::text(language.say(key, &[("title", title.into()), ("id", id.into())]))
}

fn shown(file: &str) -> String {
    markdown::escape(&markdown::clip(file, FILE_NAME))
}

/// As many lines as fit into these characters, and how many do not.
fn fitting(lines: &[String], room: usize) -> (String, usize) {
    let mut text = String::new();
    let mut length = 0;
    for (number, line) in lines.iter().enumerate() {
        length += line.chars().count() + 1;
        if length > room {
            return (text, lines.len() - number);
        }
        if number > 0 {
            text.push('\n');
        }
        text.push_str(line);
    }
    (text, 0)
}
