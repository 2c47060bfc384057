//! What people are told when Discord takes no posts where their session is.

use super::Scene;
use crate::{
    discord::{place, post::Post},
    domain::{
        session::Phase,
        trouble::{Right, Trouble},
    },
    store::Stored,
    texts::{Argument, Language},
};

/// The first message in the channel of a session that had to leave its thread.
pub fn moved(scene: &Scene<'_>) -> Post {
    let Some(left) = &scene.session.left else {
        return Post::text(scene.say("moved", &[("why", "".into())]));
    };
    let why = match &left.because {
        Trouble::UnknownChannel => scene.say("left-deleted", &[]),
        Trouble::ThreadLocked => scene.say("left-locked", &[]),
        Trouble::ThreadArchived => scene.say("left-archived", &[]),
        Trouble::MissingAccess => scene.say("left-access", &[]),
        Trouble::MissingPermissions(rights) => {
            scene.say("left-rights", &named(scene.language, rights))
        }
    };
    let said = match scene.session.state.phase {
        Phase::Ended(_) => "moved-ended",
        _ => "moved",
    };
    let said = scene.say(said, &[("why", why.into())]);
    let host = scene.session.state.host.as_ref();
    let Some(host) = host.and_then(|host| host.as_str().parse::<u64>().ok()) else {
        return Post::text(said);
    };
    Post {
        calls: vec![host],
        ..Post::text(format!("<@{host}> {said}"))
    }
}

/// What is wrong at this place, and what to do.
#[must_use]
pub fn explained(language: Language, trouble: &Trouble, place: i64) -> String {
    let place = format!("<#{place}>");
    match trouble {
        Trouble::UnknownChannel => language.say("trouble-deleted", &[]),
        Trouble::ThreadLocked => language.say("trouble-locked", &[("place", place.into())]),
        Trouble::ThreadArchived => language.say("trouble-archived", &[("place", place.into())]),
        Trouble::MissingAccess => language.say("trouble-access", &[("place", place.into())]),
        Trouble::MissingPermissions(rights) => {
            let [count, rights] = named(language, rights);
            language.say("trouble-rights", &[("place", place.into()), count, rights])
        }
    }
}

/// The end of every private answer while something is wrong, or for somebody who is still in the
/// thread that the session left. `channel` is where the person acts, `missing` what the bot lacks
/// there, where Discord said so.
pub fn remark(
    session: &Stored,
    language: Language,
    channel: i64,
    missing: Option<Vec<Right>>,
) -> Option<String> {
    let venue = session.venue.unwrap_or(session.channel);
    let say = |key| language.say(key, &[("place", format!("<#{venue}>").into())]);
    if let Some(trouble) = session.trouble.as_ref().filter(|_| session.state.is_open()) {
        let is_rights = matches!(
            trouble,
            Trouble::MissingAccess | Trouble::MissingPermissions(_)
        );
        return match missing.filter(|_| is_rights && channel == venue) {
            // What was wrong a while ago may be mended.
            Some(missing) if missing.is_empty() && session.state.paused.is_none() => None,
            Some(missing) if missing.is_empty() => Some(say("trouble-mended")),
            Some(missing) => {
                let trouble = Trouble::MissingPermissions(missing);
                Some(explained(language, &trouble, venue))
            }
            None => Some(explained(language, trouble, venue)),
        };
    }
    let left = session.left.as_ref();
    left.filter(|left| left.id == channel)
        .map(|_| say("trouble-moved"))
}

/// For the host alone: why the session stands still, or the report that could not be posted, which
/// goes below.
pub fn direct(scene: &Scene<'_>, because: &Trouble, report: Post) -> Post {
    let course = ("course", scene.course.title.as_str().into());
    let place = scene.session.venue.unwrap_or(scene.session.channel);
    if scene.session.state.is_open() {
        let why = explained(scene.language, because, place);
        return Post::text(scene.say("direct-paused", &[course, ("why", why.into())]));
    }
    let said = if *because == Trouble::UnknownChannel {
        scene.say("direct-deleted", &[course])
    } else {
        scene.say(
            "direct-report",
            &[course, ("place", format!("<#{place}>").into())],
        )
    };
    Post {
        content: said,
        ..report
    }
}

/// For the host alone: the channel for reports takes none.
pub fn copy_refused(scene: &Scene<'_>, because: &Trouble, channel: i64) -> Post {
    let course = ("course", scene.course.title.as_str().into());
    let why = no_reports_in(scene.language, because, channel);
    Post::text(scene.say("direct-copy", &[course, ("why", why.into())]))
}

/// Why the channel for reports takes none.
#[must_use]
pub fn no_reports_in(language: Language, because: &Trouble, channel: i64) -> String {
    let place = ("place", format!("<#{channel}>").into());
    match because {
        Trouble::UnknownChannel => language.say("reports-deleted", &[]),
        Trouble::MissingPermissions(rights) => {
            let [count, rights] = named(language, rights);
            language.say("reports-rights", &[place, count, rights])
        }
        Trouble::MissingAccess | Trouble::ThreadLocked | Trouble::ThreadArchived => {
            language.say("reports-access", &[place])
        }
    }
}

/// How many rights, and their names.
fn named(language: Language, rights: &[Right]) -> [Argument<'static>; 2] {
    let names: Vec<String> = rights
        .iter()
        .map(|right| format!("«{}»", language.say(place::name(*right), &[])))
        .collect();
    [
        ("n", rights.len().into()),
        ("rights", names.join(", ").into()),
    ]
}
