//! What the group reads in its thread, of every topic of every course that ships: a snapshot of it, and
//! what holds for each message.

use std::collections::BTreeSet;

use tertulia::{
    domain::{course::Topic, ids::CourseId},
    local::MessageView,
};

use crate::room::{Failure, rehearse};

/// Characters of a message that the bot fills; Discord takes 2000.
const MESSAGE_LIMIT: usize = 1900;
const FENCE: &str = "```";
/// Characters of a line of code: a phone breaks lines, and longer ones too often to be read.
const LINE_LIMIT: usize = 88;

#[tokio::test]
async fn every_topic_of_multiprocessing_reads_well() {
    reads_well("multiprocessing").await;
}

#[tokio::test]
async fn every_topic_of_hilos_reads_well() {
    reads_well("hilos").await;
}

#[tokio::test]
async fn every_topic_of_asyncio_reads_well() {
    reads_well("asyncio").await;
}

#[test]
fn every_course_that_ships_is_read_here() {
    let courses = tertulia::course::load_all(&crate::room::courses_with("asyncio")).unwrap();
    let ids: Vec<&str> = courses.ids().map(CourseId::as_str).collect();
    assert_eq!(ids, ["asyncio", "hilos", "multiprocessing"]);
}

/// Goes through the course with one moderator, and looks at each topic's messages.
async fn reads_well(course: &str) {
    rehearse(course, &["Marta*"], async |room| {
        let [marta] = room.people(["Marta"]);
        marta.slash(&format!("/empezar {course}")).await?;
        marta.press("Unirme").await?;
        let mut files = BTreeSet::new();
        let mut seen = room.discord().messages().len();
        marta.press("Comenzar").await?;
        for topic in &room.course().topics {
            room.expect_topic(topic.id.as_str()).await?;
            for _ in &topic.alternatives {
                marta.press("De otra forma").await?;
            }
            let messages = room.discord().messages().split_off(seen);
            is_readable(topic, &messages, &mut files)?;
            insta::assert_snapshot!(format!("{course}_{}", topic.id), told(&messages));
            seen += messages.len();
            marta.press("Avanzar igualmente").await?;
        }
        room.expect_shown("Para cerrar").await?;
        is_readable_at_all(&room.discord().messages().split_off(seen))
    })
    .await;
}

fn told(messages: &[MessageView]) -> String {
    let texts: Vec<String> = messages.iter().map(MessageView::text).collect();
    texts.join("\n━━━━\n")
}

fn is_readable(
    topic: &Topic,
    messages: &[MessageView],
    files: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    is_readable_at_all(messages)?;
    // Each file is attached once, below the last piece of its code.
    let attached = messages.iter().flat_map(|message| &message.files);
    let attached: Vec<&str> = attached.map(|file| file.name.as_str()).collect();
    let shown: Vec<&str> = topic
        .examples
        .iter()
        .map(|example| example.file_name.as_str())
        .collect();
    if attached != shown {
        return Err(format!("attached {attached:?}, the topic shows {shown:?}").into());
    }
    for file in attached {
        if !files.insert(file.to_owned()) {
            return Err(format!("{file} is attached twice").into());
        }
    }
    // No block of code is cut that fits one message.
    let texts = [&topic.explanation, &topic.exercise.text].into_iter();
    let texts = texts
        .chain(topic.connections.iter().map(|part| &part.text))
        .chain(topic.alternatives.iter().map(|part| &part.text))
        .chain(topic.examples.iter().map(|part| &part.text));
    let blocks = texts
        .flat_map(|text| blocks(text))
        .map(|block| block.code.trim_end());
    let code = topic.examples.iter().map(|example| example.code.trim_end());
    let shown: Vec<Block<'_>> = messages
        .iter()
        .flat_map(|message| self::blocks(&message.content))
        .collect();
    for code in blocks.chain(code) {
        if !is_whole(code, &shown) {
            return Err(format!("this block is cut where it should not be:\n{code}").into());
        }
    }
    Ok(())
}

/// Whether some code is shown in one piece or, when it fits no message, in pieces that each begin
/// with an unindented line.
fn is_whole(code: &str, shown: &[Block<'_>]) -> bool {
    if shown.iter().any(|block| block.code.trim_end() == code) {
        return true;
    }
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(str::to_owned).collect()
    };
    let pieces = shown
        .iter()
        .filter(|block| code.contains(block.code.trim_end()));
    let pieces: Vec<&str> = pieces.map(|block| block.code).collect();
    code.chars().count() > MESSAGE_LIMIT - 2 * FENCE.len() - 4
        && pieces
            .iter()
            .all(|piece| !piece.starts_with(char::is_whitespace))
        && pieces.iter().flat_map(|piece| lines(piece)).eq(lines(code))
}

/// What holds for all that the group reads.
fn is_readable_at_all(messages: &[MessageView]) -> Result<(), Failure> {
    for message in messages {
        let text = &message.content;
        let length = text.chars().count();
        if length > MESSAGE_LIMIT {
            return Err(format!("a message of {length} characters:\n{text}").into());
        }
        if text.matches(FENCE).count() % 2 == 1 {
            return Err(format!("a block of code is open:\n{text}").into());
        }
        for block in blocks(text) {
            if !matches!(block.language, "py" | "text") {
                return Err(format!("a block of code in «{}»:\n{text}", block.language).into());
            }
            let long = block
                .code
                .lines()
                .find(|line| line.chars().count() > LINE_LIMIT);
            if let Some(line) = long {
                return Err(format!("a line of code too long for a phone:\n{line}").into());
            }
        }
    }
    Ok(())
}

/// A block of code.
struct Block<'a> {
    language: &'a str,
    code: &'a str,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let inside = text.split(FENCE).skip(1).step_by(2);
    let blocks = inside.filter_map(|inside| {
        let (language, code) = inside.split_once('\n')?;
        Some(Block { language, code })
    });
    blocks.collect()
}
