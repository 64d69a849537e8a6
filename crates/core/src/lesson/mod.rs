//! Remote lessons (SL-05..15): planned in the schedule, announced to the class, held
//! as a call.

mod call;
mod machine;
mod plan;

pub(crate) use plan::concerned;

use crate::{Core, Result, Who, broken, time::day};
use jiff::civil::Date;
use model::{ClassId, Problem, views::LessonPage};

impl Core {
    /// One lesson on one day, with what is known of it as a call.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a lesson that there is not, or of a group one has nothing to do
    /// with.
    pub async fn lesson(
        &self,
        who: &Who,
        group: ClassId,
        date: &str,
        number: u8,
    ) -> Result<LessonPage> {
        let date: Date = date.parse().map_err(|_| Problem::NotFound)?;
        let mut db = self.storage.read().await.map_err(broken)?;
        let group = self.access_group(db.as_mut(), who, group).await?;
        let lesson = self
            .lesson_in(db.as_mut(), who, &group, date, number)
            .await?;
        Ok(LessonPage {
            day: day(date),
            lesson: lesson.ok_or(Problem::NotFound)?,
        })
    }
}
