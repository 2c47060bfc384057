//! The report as the channel sees it.

use super::Scene;
use crate::discord::post::Post;

pub fn post(scene: &Scene<'_>) -> Post {
    Post::text(scene.say("report-heading", &[]))
}
