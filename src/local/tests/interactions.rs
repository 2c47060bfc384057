//! What Discord refuses of the answers to interactions.

use serde_json::{Value, json};
use serenity::all::InteractionId;

use super::super::PersonError;
use super::{code, connected};

#[tokio::test]
async fn an_interaction_is_answered_once_and_in_time() {
    let (discord, bot, clock) = connected().await;
    let ana = discord.add_person("Ana", false);
    let body = json!({"type": 4, "data": {"content": "x"}});
    let answer = async |id: InteractionId, token: &str| {
        bot.http
            .create_interaction_response(id, token, &body, Vec::new())
            .await
    };
    let last = || {
        bot.notes.read(|notes| {
            let last = notes.interactions.last().expect("one came");
            (last.id(), last.token().to_owned())
        })
    };
    ana.slash("/duda texto").await.unwrap();
    let (id, token) = last();
    assert_eq!(code(answer(id, &token).await), (400, 40060));
    assert_eq!(code(answer(id, "made-up").await), (404, 10062));

    let silence = ana.slash("/mudo").await;
    assert!(matches!(silence, Err(PersonError::Unanswered { .. })));
    let (unanswered, late_token) = last();
    assert_eq!(code(answer(unanswered, &late_token).await), (404, 10062));
    clock.advance(time::Duration::minutes(16));
    let expired = bot.http.get_original_interaction_response(&token).await;
    assert_eq!(code(expired), (401, 50027));
}

#[tokio::test]
async fn answers_have_to_fit_the_interaction() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let mute = tokio::spawn({
        let ana = ana.clone();
        async move { ana.slash("/mudo").await }
    });
    bot.notes
        .until("it arrives", |notes| !notes.interactions.is_empty())
        .await;
    let (id, token) = bot.notes.read(|notes| {
        let last = &notes.interactions[0];
        (last.id(), last.token().to_owned())
    });
    let answer = async |body: Value| {
        bot.http
            .create_interaction_response(id, &token, &body, Vec::new())
            .await
    };
    let form = |title: &str, label: &str, kind: u64| {
        json!({"type": 9, "data": {"title": title, "custom_id": "m", "components": [
            {"type": kind, "components": [
                {"type": 4, "custom_id": "t", "style": 1, "label": label},
            ]},
        ]}})
    };
    let wrong = [
        json!({"type": 7, "data": {"content": "sin mensaje"}}),
        json!({"type": 6}),
        json!({"type": 8, "data": {"choices": []}}),
        json!({"type": 5, "data": {"flags": 4}}),
        form(&"x".repeat(46), "x", 1),
        form("x", &"x".repeat(46), 1),
        form("x", "x", 18),
    ];
    for body in wrong {
        assert_eq!(code(answer(body.clone()).await), (400, 50035), "{body}");
    }
    assert_eq!(
        code(answer(json!({"type": 4, "data": {}})).await),
        (400, 50006)
    );
    answer(form("Título", "Algo", 1)).await.unwrap();
    let opened = mute.await.unwrap().unwrap();
    assert_eq!(opened.modal().unwrap().title, "Título");
    assert_eq!(discord.take_violations().len(), 8);
}

#[tokio::test]
async fn a_form_cannot_answer_a_form() {
    let (discord, _bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    ana.slash("/empezar x").await.unwrap();
    let opened = ana.press("Tengo una duda").await.unwrap();
    let modal = opened.modal().unwrap().clone();
    let noted = ana.submit(&modal, &["form"]).await.unwrap();
    assert_eq!(noted.text(), "Anotado: form");
    assert!(discord.violations()[0].contains("50035"));
    assert_eq!(discord.take_violations().len(), 1);
}
