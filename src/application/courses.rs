//! The courses: which a session goes through, which a server offers, and those that its moderators
//! upload and withdraw.

use std::sync::Arc;

use super::{ActError, Application, Visitor, again};
use crate::{
    course::Edition,
    domain::{
        course::Course,
        ids::{CourseHash, CourseId},
    },
    store::{OwnCourse, Stored, snowflake},
};

/// Courses that a server may have of its own: as many as a menu of Discord's shows.
pub const OWN_COURSES: usize = 25;

/// A course that a session can be opened on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub id: CourseId,
    pub title: String,
    pub version: String,
    /// Whether the server's moderators uploaded it.
    pub own: bool,
}

/// What became of a course that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uploaded {
    /// The server had none of this id; whether it hides an installed one now.
    New { hides: bool },
    /// It took the place of one of this version, which was another.
    Replaced { version: String },
    /// It took the place of one that had other content under the same version.
    SameVersion,
    /// It was offered already, as it is.
    Already,
    /// The server has as many as it may.
    TooMany,
}

impl Application {
    /// The course that a session goes through: the content that it began with.
    ///
    /// # Errors
    /// [`ActError::CourseGone`] when it is from before contents were stored and its course is not
    /// installed, or the store's.
    pub async fn course_of(&self, session: &Stored) -> Result<Arc<Course>, ActError> {
        let installed = self.installed.edition(&session.course);
        let gone = || ActError::CourseGone(session.course.clone());
        match (&session.course_hash, installed) {
            (None, installed) => Ok(Arc::clone(&installed.ok_or_else(gone)?.course)),
            (Some(hash), Some(installed)) if installed.hash == *hash => {
                Ok(Arc::clone(&installed.course))
            }
            (Some(hash), _) => self.content(hash).await?.ok_or_else(gone),
        }
    }

    /// A stored content; read once, and then kept in memory for a while.
    pub(super) async fn content(&self, hash: &CourseHash) -> Result<Option<Arc<Course>>, ActError> {
        if let Some(course) = self.kept.get(hash) {
            return Ok(Some(course));
        }
        let Some((course, size)) = again(|| self.store.course(hash)).await? else {
            return Ok(None);
        };
        let course = Arc::new(course);
        self.kept.put(hash, Arc::clone(&course), size);
        Ok(Some(course))
    }

    /// The courses that a server offers, in the order of their ids: its own, and those installed
    /// whose ids its own do not have.
    ///
    /// # Errors
    /// The store's.
    pub async fn offered(&self, guild: i64) -> Result<Vec<Offered>, ActError> {
        let own = self.own_courses(guild).await?;
        let hidden = |course: &&Course| own.iter().any(|own| own.id == course.id);
        let installed = self.installed.iter();
        let installed = installed.filter(|course| !hidden(course)).map(offered);
        let mut offered: Vec<Offered> = installed.collect();
        offered.extend(own.into_iter().map(|own| Offered {
            id: own.id,
            title: own.title,
            version: own.version,
            own: true,
        }));
        offered.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(offered)
    }

    /// The courses that are installed, which every server offers.
    pub fn installed(&self) -> impl Iterator<Item = Offered> {
        self.installed.iter().map(offered)
    }

    /// The courses that a server has of its own, in the order of their ids.
    ///
    /// # Errors
    /// The store's.
    pub async fn own_courses(&self, guild: i64) -> Result<Vec<OwnCourse>, ActError> {
        Ok(again(|| self.store.own_courses(guild)).await?)
    }

    /// The course that a server offers under an id.
    ///
    /// # Errors
    /// [`ActError::UnknownCourse`], or the store's.
    pub async fn offered_course(&self, guild: i64, id: &str) -> Result<Arc<Course>, ActError> {
        let id = CourseId::new(id);
        let own = again(|| self.store.opening(guild, &id)).await?.own;
        Ok(self.edition(&id, own).await?.course)
    }

    /// A server's own course where it has one, or else the installed one.
    pub(super) async fn edition(
        &self,
        id: &CourseId,
        own: Option<CourseHash>,
    ) -> Result<Edition, ActError> {
        let unknown = || ActError::UnknownCourse(id.to_string());
        let Some(hash) = own else {
            return self.installed.edition(id).cloned().ok_or_else(unknown);
        };
        let course = self.content(&hash).await?.ok_or_else(unknown)?;
        self.kept.note_stored(&hash);
        Ok(Edition { hash, course })
    }

    /// Offers a course in a server. Sessions that are open go on with what they began with.
    ///
    /// # Errors
    /// The store's.
    pub async fn upload(
        &self,
        guild: i64,
        visitor: &Visitor,
        course: Course,
    ) -> Result<(Uploaded, Arc<Course>), ActError> {
        let Edition { hash, course } = Edition::of(course);
        let own = self.own_courses(guild).await?;
        let uploaded = match own.iter().find(|own| own.id == course.id) {
            Some(before) if before.hash == hash => return Ok((Uploaded::Already, course)),
            Some(before) if before.version == course.version => Uploaded::SameVersion,
            Some(before) => Uploaded::Replaced {
                version: before.version.clone(),
            },
            None if own.len() >= OWN_COURSES => return Ok((Uploaded::TooMany, course)),
            None => Uploaded::New {
                hides: self.installed.get(&course.id).is_some(),
            },
        };
        let by = snowflake(&visitor.person.id)?;
        let at = self.clock.now();
        again(|| self.store.offer_course(guild, &hash, &course, by, at)).await?;
        self.kept.note_stored(&hash);
        Ok((uploaded, course))
    }

    /// Offers one of a server's own courses no longer, and gives its title; `None` when it has none of
    /// this id.
    ///
    /// # Errors
    /// The store's.
    pub async fn withdraw(&self, guild: i64, id: &str) -> Result<Option<String>, ActError> {
        let (id, at) = (CourseId::new(id), self.clock.now());
        Ok(again(|| self.store.retire_course(guild, &id, at)).await?)
    }
}

fn offered(course: &Course) -> Offered {
    Offered {
        id: course.id.clone(),
        title: course.title.clone(),
        version: course.version.clone(),
        own: false,
    }
}
