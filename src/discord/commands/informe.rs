//! `/informe`: the report of a session, or a summary over several, for moderators. Who asked for it
//! is on record.

use std::{collections::BTreeMap, sync::Arc};

use time::Date;

use super::{Context, cursos::offered, run_later, sesion};
use crate::{
    application::{ActError, SUMMED_UP, SummedUp},
    discord::{
        answer::{HandlerError, Interaction, Shown, stored_id},
        dates::parse_day,
        insist,
        links::message_url,
        place,
        post::Post,
        render::{self, Reader, Rendered, Scene},
        reports::{Dossier, zone_of},
    },
    domain::{
        ids::{CourseId, SessionId},
        markdown,
        session::Delivery,
        trouble::Trouble,
    },
    report::{
        Format, Zone, export,
        log::write_log,
        overview::{Around, FORMATS},
    },
    store::{Find, Listed, Pull, Pulled, Settings, Sought, snowflake},
    texts::Language,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, poise::ChoiceParameter)]
pub enum Form {
    #[name = "PDF"]
    Pdf,
    #[name = "Markdown"]
    Markdown,
    #[name = "JSON"]
    Json,
    #[name = "CSV"]
    Csv,
    #[name = "PNG"]
    Png,
}

impl From<Form> for Format {
    fn from(form: Form) -> Self {
        match form {
            Form::Pdf => Self::Pdf,
            Form::Markdown => Self::Markdown,
            Form::Json => Self::Json,
            Form::Csv => Self::Csv,
            Form::Png => Self::Png,
        }
    }
}

/// What was asked for.
struct Asked {
    session: Option<String>,
    format: Option<Format>,
    public: bool,
    from: Option<String>,
    to: Option<String>,
    course: Option<String>,
}

/// Informe de una sesión, o resumen de varias (moderación); queda registrado quién lo consulta
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    default_member_permissions = "MANAGE_MESSAGES",
    name_localized("en-US", "report"),
    name_localized("en-GB", "report"),
    description_localized(
        "en-US",
        "A session's report, or a summary of several (moderators); who asks is recorded"
    ),
    description_localized(
        "en-GB",
        "A session's report, or a summary of several (moderators); who asks is recorded"
    )
)]
pub async fn informe(
    context: Context<'_>,
    #[description = "La sesión; escribe un curso, una fecha o un nombre para buscar. Sin ella, un resumen"]
    #[description_localized(
        "en-US",
        "The session: type a course, a date or a name. Without it, a summary"
    )]
    #[description_localized(
        "en-GB",
        "The session: type a course, a date or a name. Without it, a summary"
    )]
    #[autocomplete = "sesion::of_server"]
    #[max_length = 100]
    sesion: Option<String>,
    #[description = "El formato del archivo: PDF si no eliges, y Markdown en un resumen"]
    #[description_localized("en-US", "The file's format: PDF by default, Markdown for a summary")]
    #[description_localized("en-GB", "The file's format: PDF by default, Markdown for a summary")]
    formato: Option<Form>,
    #[description = "Sí: publica en este canal la versión para el grupo. No: lo ves solo tú"]
    #[description_localized(
        "en-US",
        "Yes: post the group's version in this channel. No: only you see it"
    )]
    #[description_localized(
        "en-GB",
        "Yes: post the group's version in this channel. No: only you see it"
    )]
    publico: Option<bool>,
    #[description = "Resumen: primer día, como 2026-11-01 o 01/11/2026"]
    #[description_localized("en-US", "Summary: the first day, such as 2026-11-01 or 01/11/2026")]
    #[description_localized("en-GB", "Summary: the first day, such as 2026-11-01 or 01/11/2026")]
    #[max_length = 40]
    desde: Option<String>,
    #[description = "Resumen: último día, como 2026-11-30 o 30/11/2026"]
    #[description_localized("en-US", "Summary: the last day, such as 2026-11-30 or 30/11/2026")]
    #[description_localized("en-GB", "Summary: the last day, such as 2026-11-30 or 30/11/2026")]
    #[max_length = 40]
    hasta: Option<String>,
    #[description = "Resumen: solo las sesiones de este curso"]
    #[description_localized("en-US", "Summary: this course's sessions alone")]
    #[description_localized("en-GB", "Summary: this course's sessions alone")]
    #[autocomplete = "offered"]
    #[max_length = 100]
    curso: Option<String>,
) -> Result<(), HandlerError> {
    let asked = Asked {
        session: sesion,
        format: formato.map(Format::from),
        public: publico.unwrap_or(false),
        from: desde,
        to: hasta,
        course: curso,
    };
    run_later(context, pull(context, asked)).await
}

async fn pull(context: Context<'_>, asked: Asked) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let pulling = Pulling {
        context,
        interaction,
        language: Language::of_locale(interaction.locale()),
        guild: interaction.guild()?,
    };
    if !interaction.rights()?.manage_messages() {
        return Ok(pulling.told("no-moderator"));
    }
    let bounded = asked.from.is_some() || asked.to.is_some() || asked.course.is_some();
    match &asked.session {
        Some(_) if bounded => Ok(pulling.told("no-session-and-range")),
        Some(session) => match sesion::chosen(session) {
            Some(session) => pulling.session(session, &asked).await,
            None => Ok(pulling.told("no-such-session")),
        },
        None if asked.public => Ok(pulling.told("no-public-summary")),
        None => pulling.range(&asked).await,
    }
}

/// One use of `/informe` by somebody who may use it.
struct Pulling<'a> {
    context: Context<'a>,
    interaction: Interaction<'a>,
    language: Language,
    guild: i64,
}

impl Pulling<'_> {
    fn told(&self, key: &str) -> Shown {
        Shown::Private(Post::text(self.language.say(key, &[])))
    }

    async fn session(&self, id: SessionId, asked: &Asked) -> Result<Shown, HandlerError> {
        let application = &self.context.data().application;
        let session = match application.look(self.guild, Find::Id(id)).await {
            Ok((session, _)) => session,
            Err(ActError::NoSuchSession) => return Ok(self.told("no-such-session")),
            Err(error) => return Err(error.into()),
        };
        let format = asked.format.unwrap_or(Format::Pdf);
        self.note(Pulled::Session(id), format, asked.public).await?;
        let dossier = Arc::new(Dossier::gather(application, session).await?);
        if asked.public {
            self.post(&dossier, format).await
        } else {
            self.show(&dossier, format).await
        }
    }

    /// The moderators' version, for the one who asked.
    async fn show(&self, dossier: &Arc<Dossier>, format: Format) -> Result<Shown, HandlerError> {
        let rendered = self.render(dossier, Reader::Moderators, self.language, format);
        let mut rendered = rendered.await?;
        if format == Format::Json {
            rendered.files.push(self.log(dossier).await?);
        }
        let scene = Scene::private(&dossier.session, &dossier.course, self.language);
        let post = render::pulled(&scene, rendered, &self.label(dossier));
        Ok(Shown::Private(post).remarking(self.copy_remark(dossier).await?))
    }

    /// The group's version, in this channel.
    async fn post(&self, dossier: &Arc<Dossier>, format: Format) -> Result<Shown, HandlerError> {
        let command = self.context.interaction;
        let kind = command.channel.as_ref().map(|channel| channel.kind);
        let rights = command.app_permissions.unwrap_or_default();
        let missing = place::missing(rights, kind.is_some_and(place::is_thread));
        if !missing.is_empty() {
            let channel = stored_id(command.channel_id.get());
            let trouble = Trouble::MissingPermissions(missing);
            let why = render::no_reports_in(self.language, &trouble, channel);
            return Ok(Shown::Private(Post::text(why)));
        }
        let language = dossier.public_language();
        let rendered = self.render(dossier, Reader::Channel, language, format);
        let rendered = rendered.await?;
        let scene = Scene::public(&dossier.session, &dossier.course);
        let post = render::report_post(&scene, rendered);
        // Discord knows the message by what asked for it, so it is there once.
        let message = post.to_message(command.id.to_string());
        let http = &self.context.serenity_context().http;
        let send = || command.channel_id.send_message(http, message.clone());
        insist("to take a report", send).await?;
        Ok(self.told("pulls-posted"))
    }

    async fn render(
        &self,
        dossier: &Arc<Dossier>,
        reader: Reader,
        language: Language,
        format: Format,
    ) -> Result<Rendered, HandlerError> {
        let formats = match format {
            Format::Pdf => &[Format::Pdf],
            Format::Png => &[Format::Png],
            Format::Markdown => &[Format::Markdown],
            Format::Json => &[Format::Json],
            Format::Csv => &[Format::Csv],
        };
        let rendered = dossier.render(reader, language, formats).await?;
        if let Some(fault) = rendered.faults.first() {
            return Err(HandlerError::Framework(fault.clone()));
        }
        Ok(rendered)
    }

    /// The session's log as moderators may have it.
    async fn log(&self, dossier: &Dossier) -> Result<(String, Vec<u8>), HandlerError> {
        let session = &dossier.session;
        let store = &self.context.data().application.store;
        let texts = store.question_texts(session.id).await?;
        let mut log = Vec::new();
        write_log(&export::for_moderators(&session.events, &texts), &mut log)
            .map_err(|error| HandlerError::Framework(format!("writing a log: {error}")))?;
        Ok((format!("sesion-{}.jsonl", session.id), log))
    }

    /// That the report could not be posted in the channel for reports, if it could not.
    async fn copy_remark(&self, dossier: &Dossier) -> Result<Option<String>, HandlerError> {
        let Some(channel) = dossier.settings.report_channel else {
            return Ok(None);
        };
        let store = &self.context.data().application.store;
        let failure = store
            .failure_of(dossier.session.id, &Delivery::ReportCopy)
            .await?;
        Ok(failure.map(|code| {
            let trouble = Trouble::of_code(&code);
            render::no_reports_in(self.language, &trouble, channel)
        }))
    }

    fn label(&self, dossier: &Dossier) -> String {
        let session = &dossier.session;
        let listed = Listed {
            id: session.id,
            course: session.course.clone(),
            course_hash: None,
            title: Some(dossier.course.title.clone()),
            host_name: session.host_name.clone(),
            opened_at: session.opened_at,
            is_over: !session.state.is_open(),
        };
        sesion::label(&listed, &zone_of(&dossier.settings), self.language)
    }

    /// A summary over the sessions of a time and a course.
    async fn range(&self, asked: &Asked) -> Result<Shown, HandlerError> {
        let format = asked.format.unwrap_or(Format::Markdown);
        if !FORMATS.contains(&format) {
            return Ok(self.told("no-summary-format"));
        }
        let application = &self.context.data().application;
        let settings = application.settings(self.guild).await?;
        let range = match Range::read(asked, &settings) {
            Ok(range) => range,
            Err(no) => {
                let typed = ("typed", markdown::escape(&no.typed).into());
                let text = self.language.say(no.key, &[typed]);
                return Ok(Shown::Private(Post::text(text)));
            }
        };
        let pulled = Pulled::Range {
            from: range.from,
            to: range.to,
            course: range.course.clone(),
        };
        self.note(pulled, format, false).await?;
        let summed_up = application.sum_up(self.guild, &range.sought()).await?;
        if summed_up.sessions.is_empty() {
            return Ok(self.told("no-sessions-in-range"));
        }
        let around = self.around(&summed_up, &range);
        let file = crate::report::overview::render(&summed_up.summary, format, &around)
            .ok_or(HandlerError::BadArgument)?;
        let file = (format!("resumen.{}", format.extension()), file);
        let post = render::summary(&summed_up.summary, &around, file);
        Ok(Shown::Private(post))
    }

    fn around<'r>(&self, summed_up: &SummedUp, range: &'r Range) -> Around<'r> {
        let language = self.language;
        let listed = summed_up.sessions.iter().rev();
        let courses = listed.filter_map(|session| {
            let title = session.title.clone()?;
            Some((session.course.clone(), title))
        });
        let courses: BTreeMap<CourseId, String> = courses.collect();
        let concepts = summed_up.courses.iter().flat_map(|(id, course)| {
            let named = course.concepts.iter();
            named.map(|concept| ((id.clone(), concept.id.clone()), concept.name.clone()))
        });
        let shown = summed_up.shown.iter();
        Around {
            language,
            zone: &range.zone,
            scope: self.scope(summed_up, range, &courses),
            concepts: concepts.collect(),
            links: shown
                .map(|(doubt, shown)| (doubt.clone(), message_url(self.guild, shown)))
                .collect(),
            courses,
        }
    }

    /// What was asked for, and what of it was taken in.
    fn scope(
        &self,
        summed_up: &SummedUp,
        range: &Range,
        courses: &BTreeMap<CourseId, String>,
    ) -> Vec<String> {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let zone = range.zone.name().to_owned();
        let dates = match (range.from, range.to) {
            (None, None) => "report-summary-always",
            (Some(_), None) => "report-summary-since",
            (None, Some(_)) => "report-summary-until",
            (Some(_), Some(_)) => "report-summary-between",
        };
        let dates = self.language.say(
            dates,
            &[
                ("from", day(range.from).into()),
                ("to", day(range.to).into()),
                ("zone", zone.into()),
            ],
        );
        let course = range.course.as_ref().map(|course| {
            let title = courses.get(course).map_or(course.as_str(), String::as_str);
            let course = ("course", title.to_owned().into());
            self.language.say("report-summary-course", &[course])
        });
        let cut = summed_up.more.then(|| {
            let most = ("most", SUMMED_UP.into());
            self.language.say("report-summary-cut", &[most])
        });
        [Some(dates), course, cut].into_iter().flatten().collect()
    }

    async fn note(&self, what: Pulled, format: Format, public: bool) -> Result<(), HandlerError> {
        let visitor = self.interaction.visitor()?;
        let application = &self.context.data().application;
        let pull = Pull {
            guild: self.guild,
            person: snowflake(&visitor.person.id)?,
            name: &visitor.name,
            at: application.clock.now(),
            what,
            format: format.name(),
            public,
            interaction: &self.context.interaction.id.to_string(),
        };
        Ok(application.note_pull(&pull).await?)
    }
}

/// The days and the course of a summary, on the server's clocks.
struct Range {
    zone: Zone,
    from: Option<Date>,
    to: Option<Date>,
    course: Option<CourseId>,
}

/// What somebody typed that is no day, or no order of days.
struct NoRange {
    key: &'static str,
    typed: String,
}

impl Range {
    fn read(asked: &Asked, settings: &Settings) -> Result<Self, NoRange> {
        let day = |typed: &Option<String>| match typed {
            None => Ok(None),
            Some(typed) => parse_day(typed).map(Some).ok_or_else(|| NoRange {
                key: "no-day",
                typed: typed.clone(),
            }),
        };
        let (from, to) = (day(&asked.from)?, day(&asked.to)?);
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            return Err(NoRange {
                key: "no-order-of-days",
                typed: String::new(),
            });
        }
        let course = asked.course.as_deref().map(str::trim);
        Ok(Self {
            zone: zone_of(settings),
            from,
            to,
            course: course.filter(|id| !id.is_empty()).map(CourseId::from),
        })
    }

    /// Both days are included.
    fn sought(&self) -> Sought {
        let after = self.to.and_then(Date::next_day);
        Sought {
            course: self.course.clone(),
            from: self.from.and_then(|day| self.zone.start_of(day)),
            until: after.and_then(|day| self.zone.start_of(day)),
            with: None,
        }
    }
}
