//! What a learner does at a topic: doubts, other explanations, known ground, answers to others, the
//! check; and the final reflection.

use std::collections::BTreeSet;

use tertulia::{
    domain::course::{Course, Topic},
    local::{Answer, MessageView},
};

use crate::{
    journal::Deed,
    learner::{
        Learner, Stopped, asked, labels, number_of, said, say, topic_and_number, unless_gone,
    },
};

/// The letters of a check question's options.
const LETTERS: [&str; 5] = ["A", "B", "C", "D", "E"];
/// Doubts that no course prepares for, some of them hostile. Each gets a mark of its own.
const OPEN_DOUBTS: [&str; 4] = [
    "¿Alguien lo usó con su cámara web? No sé por dónde empezar.",
    "@everyone ¿y si pongo ```python\nprint('x')``` en medio?",
    "'; DROP TABLE questions; -- ¿esto se puede preguntar?",
    "No entiendo nada de nada \u{202e}desde el principio\u{200b}.",
];

impl Learner {
    /// Everything that a learner does at a topic; the check comes last.
    pub async fn goes_through(
        &mut self,
        course: &Course,
        topic: &Topic,
        panel: u64,
        mark: &str,
    ) -> Result<(), Stopped> {
        if self.dice.chance(35) {
            unless_gone(self.doubts(topic, panel, mark).await)?;
        }
        if self.dice.chance(20) {
            unless_gone(self.wants_another_way(panel).await)?;
        }
        if self.dice.chance(30) {
            unless_gone(self.links().await)?;
        }
        if self.dice.chance(40) {
            unless_gone(self.helps(mark).await)?;
        }
        if self.dice.chance(10) {
            let (answer, _) = self.slash("/estado").await?;
            if !answer.text().contains("Estado:") && answer.text() != say("no-session") {
                self.puzzled("/estado", &answer);
            }
        }
        self.confirms(course, topic, panel).await
    }

    /// A doubt through the form or the command; then whether it is settled.
    async fn doubts(&mut self, topic: &Topic, panel: u64, mark: &str) -> Result<(), Stopped> {
        let mark = format!("ref{}t{}", mark, self.dice.below(1_000_000));
        let prepared = topic.doubts.iter().flat_map(|doubt| &doubt.variants);
        let prepared: Vec<&String> = prepared.collect();
        let text = if self.dice.chance(60) && !prepared.is_empty() {
            format!("{} {mark}", self.dice.pick(&prepared))
        } else {
            format!("{} {mark}", self.dice.pick(&OPEN_DOUBTS))
        };
        let text = text.trim().to_owned();
        let (answer, again) = if self.dice.chance(70) {
            self.fill(panel, "Tengo una duda", &[&text]).await?
        } else {
            // A command's text is one line.
            let line = text.replace('\n', " ");
            let asked = self.slash(&format!("/duda {line}")).await?;
            return self.asked(&line, &mark, asked).await;
        };
        self.asked(&text, &mark, (answer, again)).await
    }

    async fn asked(
        &mut self,
        text: &str,
        mark: &str,
        (answer, again): (Answer, bool),
    ) -> Result<(), Stopped> {
        let said = said(&answer);
        if said == say("no-session-over") || said == say("no-session") {
            return Ok(());
        }
        if !said.contains("Tu duda quedó registrada") {
            self.puzzled("a doubt", &answer);
            return Ok(());
        }
        self.did(Deed::Doubted(text.to_owned()));
        if said.contains(&say("repeat-ask")) {
            // The first time was recorded after all, although it was not answered, or the course
            // takes it for an earlier one.
            let Some(message) = answer.message() else {
                return Ok(());
            };
            let label = if again {
                "Sí, es la misma"
            } else {
                "No, es otra"
            };
            let number = number_of(message, ":repeat:");
            let (_, _) = self.press_on(message.id, label).await?;
            if let (true, Some(number)) = (again, number) {
                self.did(Deed::SentAgain(number));
            }
        }
        if self.dice.chance(60) {
            self.settles(mark).await?;
        }
        Ok(())
    }

    /// Looks at the own doubt in the thread, and says whether it is settled.
    async fn settles(&mut self, mark: &str) -> Result<(), Stopped> {
        let (message, number, labels) = self
            .sees("the own doubt", |thread| {
                let shows = |message: &&MessageView| {
                    let mut embeds = message.embeds.iter();
                    embeds.any(|embed| embed.description.contains(mark))
                        && message.content.is_empty()
                };
                let message = thread.iter().find(shows)?;
                let number = number_of(message, ":settle:");
                Some((message.id, number, labels(message)))
            })
            .await?;
        let Some(number) = number else { return Ok(()) };
        let still = labels.iter().any(|label| label == "Sigo con la duda");
        let label = if still && self.dice.chance(30) {
            "Sigo con la duda"
        } else {
            "Me quedó claro"
        };
        let (answer, _) = self.press_on(message, label).await?;
        let said = said(&answer);
        if said == say("reply-settled") {
            self.did(Deed::Settled(number));
        } else if said == say("reply-still") || said == say("reply-explained") {
            self.did(Deed::StillDoubted(number));
        } else if said != say("no-session-over") {
            self.puzzled(label, &answer);
        }
        Ok(())
    }

    /// Answers somebody's open doubt, if there is one.
    async fn helps(&mut self, mark: &str) -> Result<(), Stopped> {
        let own = format!("{} pregunta", self.person.name());
        let open = self.thread().into_iter().find_map(|message| {
            let others = !message.embeds.iter().any(|embed| embed.title == own);
            let number = number_of(&message, ":answer:")?;
            others.then_some((message.id, number))
        });
        let Some((message, number)) = open else {
            return Ok(());
        };
        let nonce = self.dice.below(1_000_000);
        let text = format!("Yo lo haría así, ref{mark}a{nonce}");
        let (answer, _) = self.fill(message, "Responder", &[&text]).await?;
        let said = said(&answer);
        if said == say("reply-answered") {
            self.did(Deed::Helped(number, text));
        } else if said != say("no-session-over") {
            self.puzzled("Responder", &answer);
        }
        Ok(())
    }

    async fn wants_another_way(&mut self, panel: u64) -> Result<(), Stopped> {
        let found = self.person.buttons().into_iter().find_map(|button| {
            let wanted = button.message_id == panel && button.label == "De otra forma";
            wanted.then(|| topic_and_number(&button.custom_id))?
        });
        let Some((topic, number)) = found else {
            return Ok(());
        };
        let (answer, _) = self.press_on(panel, "De otra forma").await?;
        let said = said(&answer);
        if said == say("reply-alternative") {
            self.did(Deed::AskedForAnother(topic, number));
        } else if ![
            say("reply-alternative-already"),
            say("reply-alternative-none"),
            say("no-session-over"),
        ]
        .contains(&said)
        {
            self.puzzled("De otra forma", &answer);
        }
        Ok(())
    }

    async fn links(&mut self) -> Result<(), Stopped> {
        let thread: BTreeSet<u64> = self.thread().iter().map(|message| message.id).collect();
        let found = self.person.buttons().into_iter().find_map(|button| {
            let wanted =
                button.label == "Lo conecto con esto" && thread.contains(&button.message_id);
            let link = wanted.then(|| topic_and_number(&button.custom_id))??;
            Some((button.message_id, link))
        });
        let Some((message, (topic, number))) = found else {
            return Ok(());
        };
        let (answer, _) = self.press_on(message, "Lo conecto con esto").await?;
        let said = said(&answer);
        if said.contains("lo conectas con") {
            self.did(Deed::Linked(topic, number));
        } else if said != say("no-session-over") {
            self.puzzled("Lo conecto con esto", &answer);
        }
        Ok(())
    }

    /// «Lo tengo claro», the check, and how sure they are.
    async fn confirms(
        &mut self,
        course: &Course,
        topic: &Topic,
        panel: u64,
    ) -> Result<(), Stopped> {
        let (mut answer, _) = self.press_on(panel, "Lo tengo claro").await?;
        loop {
            let said = said(&answer);
            if said == say("reply-confirmed-already") || said == say("no-session-over") {
                return Ok(());
            }
            let Some(message) = answer.message().cloned() else {
                self.puzzled("Lo tengo claro", &answer);
                return Ok(());
            };
            if said.contains("¿Cuánta seguridad tienes") {
                self.did(Deed::Confirmed(topic.id.clone()));
                return self.rates(topic, &message).await;
            }
            let Some((position, number)) = asked(course, &said) else {
                self.puzzled("the check", &answer);
                return Ok(());
            };
            let check = &course.topics[position].checks[number];
            let right = check.options.iter().position(|option| option.right);
            let right = right.expect("a check has a right option");
            let errs = self.dice.chance(25);
            let open = labels(&message);
            let wrong = (0..check.options.len())
                .find(|option| *option != right && open.iter().any(|l| l == LETTERS[*option]));
            let option = wrong.filter(|_| errs).unwrap_or(right);
            let topic = course.topics[position].id.clone();
            let (next, _) = self.press_on(message.id, LETTERS[option]).await?;
            if next.text() == say("no-session-over") {
                return Ok(());
            }
            self.did(Deed::Checked(topic, number, option, option == right));
            answer = next;
        }
    }

    async fn rates(&mut self, topic: &Topic, message: &MessageView) -> Result<(), Stopped> {
        let value = 1 + self.dice.below(5);
        let (answer, _) = self.press_on(message.id, &value.to_string()).await?;
        let said = said(&answer);
        if said.contains(&format!("Anotado: {value} de 5")) {
            self.did(Deed::Rated(topic.id.clone(), value));
        } else if said != say("no-session-over") {
            self.puzzled("the confidence", &answer);
        }
        Ok(())
    }

    /// «Reflexión final».
    pub async fn reflects(&mut self, panel: u64, mark: &str) -> Result<(), Stopped> {
        let texts = [
            format!("Con mis clases, ref{mark}r"),
            "En mi trabajo".to_owned(),
            "A mano para dos, un bucle para cien".to_owned(),
        ];
        let values: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (answer, _) = self.fill(panel, "Reflexión final", &values).await?;
        let said = said(&answer);
        if said == say("reply-reflected") {
            self.did(Deed::Reflected(texts));
        } else if said != say("no-session-over") {
            self.puzzled("Reflexión final", &answer);
        }
        Ok(())
    }
}
