//! The block structure of a Markdown text, with the place of every block in the source.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use super::{
    links,
    problem::{Markup, Part, ProblemKind},
    source::Page,
};

/// Longest paragraph, list item or block of code, in characters: it must fit one message of
/// Discord (2000) with some room for what goes around it.
pub(super) const MESSAGE_LIMIT: usize = 1900;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Heading(u8),
    Paragraph,
    Quote,
    Code,
    List,
    Item,
    Other,
}

#[derive(Debug)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub range: Range<usize>,
    /// From the first to the last of the block's own text, without the blocks inside it.
    pub inline: Option<Range<usize>>,
    /// Of an item `[x]` or `[ ]`: whether it is ticked, and where the text after the box begins.
    pub task: Option<(bool, usize)>,
    pub children: Vec<Block>,
}

/// The blocks of the source from byte `from` on. Reports what Discord would not show, links
/// that lead nowhere and blocks that do not fit one message.
pub(super) fn parse(page: &mut Page<'_>, from: usize) -> Vec<Block> {
    let text = &page.source.text[from..];
    let options = Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES;
    let mut open = vec![Block::new(BlockKind::Other, from..page.source.text.len())];
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let range = from + range.start..from + range.end;
        report_unshown(page, &event, &range);
        match event {
            Event::Start(tag) if let Some(kind) = block_kind(&tag) => {
                open.push(Block::new(kind, range));
            }
            Event::End(end) if is_block_end(end) => {
                let block = open.pop().expect("starts and ends are balanced");
                let parent = open.last_mut().expect("the outermost block stays open");
                parent.children.push(block);
            }
            Event::TaskListMarker(ticked) => {
                let item = open
                    .iter_mut()
                    .rfind(|block| block.kind == BlockKind::Item)
                    .expect("a box lies in an item");
                item.task = Some((ticked, range.end));
            }
            _ => {
                let block = open.last_mut().expect("the outermost block stays open");
                block.extend_inline(range);
            }
        }
    }
    let blocks = open.pop().expect("the outermost block stays open").children;
    report_long(page, &blocks);
    blocks
}

impl Block {
    fn new(kind: BlockKind, range: Range<usize>) -> Self {
        Self {
            kind,
            range,
            inline: None,
            task: None,
            children: Vec::new(),
        }
    }

    fn extend_inline(&mut self, range: Range<usize>) {
        let start = self.inline.as_ref().map_or(range.start, |own| own.start);
        self.inline = Some(start..range.end);
    }

    /// The text that the block begins with: its own, or that of the paragraph inside it.
    pub fn lead(&self) -> Option<Range<usize>> {
        self.inline.clone().or_else(|| match self.children.first() {
            Some(first) if first.kind == BlockKind::Paragraph => first.inline.clone(),
            _ => None,
        })
    }

    /// The blocks inside it, after the text that it begins with.
    pub fn inner(&self) -> &[Self] {
        match self.children.first() {
            Some(first) if self.inline.is_none() && first.kind == BlockKind::Paragraph => {
                &self.children[1..]
            }
            _ => &self.children,
        }
    }
}

fn block_kind(tag: &Tag<'_>) -> Option<BlockKind> {
    Some(match tag {
        Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::CodeBlock(_) => BlockKind::Code,
        Tag::List(_) => BlockKind::List,
        Tag::Item => BlockKind::Item,
        Tag::HtmlBlock | Tag::Table(_) => BlockKind::Other,
        _ => return None,
    })
}

fn is_block_end(end: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd;
    matches!(
        end,
        TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::HtmlBlock
            | TagEnd::Table
    )
}

fn report_unshown(page: &mut Page<'_>, event: &Event<'_>, range: &Range<usize>) {
    let markup = match event {
        Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => Markup::Html,
        Event::Start(Tag::Table(_)) => Markup::Table,
        Event::Start(Tag::Image { .. }) => Markup::Image,
        Event::Start(Tag::Heading { level, .. }) if *level as u8 > 3 => Markup::DeepHeading,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Markup::UnusualCode,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
            let fence = page.slice(range.clone());
            if fence.starts_with("```") && !fence.starts_with("````") {
                return;
            }
            Markup::UnusualCode
        }
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => {
            links::check(page, range.start, dest_url);
            match link_type {
                LinkType::Inline | LinkType::Autolink | LinkType::Email => return,
                _ => Markup::ReferenceLink,
            }
        }
        Event::Rule => Markup::Rule,
        _ => return,
    };
    page.report(range.start, ProblemKind::NotShown { markup });
}

fn report_long(page: &mut Page<'_>, blocks: &[Block]) {
    for block in blocks {
        let whole = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Code | BlockKind::Other
        );
        let range = if whole {
            Some(block.range.clone())
        } else {
            block.inline.clone()
        };
        if let Some(range) = range {
            let at = range.start;
            let length = page.slice(range).trim_end().chars().count();
            page.limit(at, Part::Block, length, MESSAGE_LIMIT);
        }
        if !whole {
            report_long(page, &block.children);
        }
    }
}
