//! Reports for Discord: what they are made of is gathered, and they are rendered where that holds up
//! nobody, each once.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    links::links,
    render::{self, Reader, Rendered, Scene},
};
use crate::{
    application::{ActError, Application},
    domain::course::Course,
    report::{Format, Frame, Zone},
    store::{Settings, Stored},
    texts::Language,
};

/// The documents that are posted with a report; the first one's name tells the message.
pub const POSTED: [Format; 3] = [Format::Pdf, Format::Markdown, Format::Png];

/// A session with all that its report is made of.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub session: Stored,
    pub course: Arc<Course>,
    pub settings: Settings,
    links: BTreeMap<u64, String>,
}

impl Dossier {
    /// # Errors
    /// The store's; [`ActError::CourseGone`].
    pub async fn gather(application: &Application, session: Stored) -> Result<Self, ActError> {
        let course = application.course_of(&session).await?;
        let settings = application.settings(session.guild).await?;
        let messages = application.store.first_messages(session.id).await?;
        Ok(Self {
            links: links(session.guild, &session.events, &messages),
            session,
            course,
            settings,
        })
    }

    /// The session in the language of its group.
    pub fn public_language(&self) -> Language {
        Language::of_locale(&self.session.language)
    }

    /// The report for a reader, in this language, with documents in these formats. A document that
    /// cannot be made is missing, and its fault told.
    ///
    /// # Errors
    /// When the rendering broke off.
    pub async fn render(
        self: &Arc<Self>,
        reader: Reader,
        language: Language,
        formats: &'static [Format],
    ) -> Result<Rendered, RenderError> {
        let dossier = Arc::clone(self);
        let rendering = tokio::task::spawn_blocking(move || {
            let scene = Scene::private(&dossier.session, &dossier.course, language);
            let names = render::report_names(&scene);
            let zone = zone_of(&dossier.settings);
            let frame = Frame {
                language,
                names: &names,
                zone: &zone,
                links: &dossier.links,
            };
            render::report(&scene, &reader, &frame, formats)
        });
        Ok(rendering.await?)
    }
}

/// A report was not rendered to its end.
#[derive(Debug, thiserror::Error)]
#[error("rendering a report: {0}")]
pub struct RenderError(#[from] tokio::task::JoinError);

/// The zone of a server's clocks.
pub fn zone_of(settings: &Settings) -> Zone {
    let name = settings.time_zone.as_deref();
    name.and_then(Zone::named).unwrap_or_else(Zone::utc)
}
