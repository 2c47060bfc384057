//! What a click may cost: one read, one write, each a single statement. A program of its own, since
//! it counts every statement that the process sends.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

#[path = "stories/cluster.rs"]
mod cluster;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use tertulia::{
    application::{Application, Place, Visitor},
    clock::Clock,
    course,
    domain::session::{Action, Person, Reply},
    store::{Find, Store},
};
use time::macros::datetime;
use tracing::{Event, Subscriber};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
};

use cluster::Database;

/// Counts the statements that sqlx sends.
#[derive(Clone, Default)]
struct Statements(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[tokio::test]
async fn a_click_costs_one_read_and_one_write() {
    const GUILD: i64 = 1;
    let database = Database::create().await;
    let courses = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    let application = Application::new(
        // One connection, as a click holds no more than one.
        Store::connect(database.url().parse().unwrap(), 1),
        Arc::new(course::load_all(&courses).unwrap()),
        Clock::from_fn(|| datetime!(2026-11-22 16:00 UTC)),
    );
    let ana = Visitor {
        person: Person {
            id: "7".into(),
            moderator: false,
        },
        name: "Ana".to_owned(),
    };
    let place = Place {
        guild: GUILD,
        channel: 2,
        opens_thread: false,
    };
    let statements = Statements::default();
    let counting = tracing_subscriber::registry().with(statements.clone());
    tracing::subscriber::set_global_default(counting).unwrap();
    let cost = || statements.0.swap(0, Ordering::SeqCst);

    let id = application
        .open(place, &ana, "saludos", None)
        .await
        .unwrap();
    assert_eq!(cost(), 2, "/empezar: the server's rule, the session");
    let act = async |action| {
        let outcome = application.act(GUILD, Find::Id(id), &ana, action).await;
        outcome.unwrap().reply
    };
    act(Action::Join).await;
    assert_eq!(cost(), 2, "Unirme");
    act(Action::Begin).await;
    assert_eq!(cost(), 2, "Comenzar, with a whole topic to post");
    let topic = || "saludar".into();
    act(Action::Confirm { topic: topic() }).await;
    assert_eq!(cost(), 1, "a check question is shown, nothing is written");
    for (number, option) in [(0, 1), (1, 0)] {
        act(Action::AnswerCheck {
            topic: topic(),
            number,
            option,
        })
        .await;
        assert_eq!(cost(), 2, "an answer, the last one with the next topic");
    }
    let asked = act(Action::ask("print sin salto de linea", "1", false)).await;
    assert!(
        matches!(asked, Reply::Asked { answered: true, .. }),
        "{asked:?}"
    );
    assert_eq!(cost(), 2, "a doubt with its prepared answer");

    // The bot starts again without the course's files: the content is read once.
    let without = Application::new(
        application.store.clone(),
        Arc::default(),
        Clock::from_fn(|| datetime!(2026-11-22 16:00 UTC)),
    );
    let click = || {
        let topic = "repetir".into();
        without.act(GUILD, Find::Id(id), &ana, Action::Confirm { topic })
    };
    click().await.unwrap();
    assert_eq!(cost(), 2, "the session, and the course that it keeps");
    click().await.unwrap();
    assert_eq!(cost(), 1, "the course is known now");

    // A course of the server's own, which this process knows and the other one reads once.
    let installed = application.offered_course(GUILD, "saludos").await.unwrap();
    let mut own = (*installed).clone();
    own.id = "propio".into();
    application.upload(GUILD, &ana, own).await.unwrap();
    cost();
    for (channel, reads) in [(3, 2), (4, 1)] {
        let place = Place { channel, ..place };
        let opened = without.open(place, &ana, "propio", None).await;
        opened.unwrap();
        assert_eq!(cost(), reads + 1, "the server's settings, the course once");
    }
    application.store.close().await;
    database.remove().await;
}
