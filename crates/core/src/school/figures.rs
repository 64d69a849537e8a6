//! Schools in figures: for the authority (never a name of a person, never a message), and for
//! the school's own administrator (SU-16).

use crate::{Core, Result, SchoolTime, Who, broken};
use model::views::{Disk, Overview, SchoolRow, Schools, Share};
use storage::{Counted, SchoolFigures};

/// A device that was seen within this time is in use.
const RECENTLY: i64 = 10 * 60_000;
const DAY: i64 = 86_400_000;

impl Core {
    /// The schools of the own authority.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for everybody but its operators.
    pub async fn schools(&self, who: &Who) -> Result<Schools> {
        let authority = self.access_authority(who)?;
        let time = SchoolTime::new(&authority.time_zone);
        let mut db = self.storage.read().await.map_err(broken)?;
        let figures = db
            .school_figures(authority.id, &who.day)
            .await
            .map_err(broken)?;
        Ok(Schools {
            rows: figures
                .into_iter()
                .map(|school| row(&time, school))
                .collect(),
            today: time.moment(self.clock.now()).day,
        })
    }

    /// The own school at a glance.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for everybody but its administrator.
    pub async fn overview(&self, who: &Who) -> Result<Overview> {
        let org = self.access_school(who)?;
        let time = SchoolTime::new(&org.time_zone);
        let now = self.clock.now();
        let today = time.moment(now).day;
        // The day before is not always 24 hours long; the date of that instant is right anyway.
        let noon = time.start_of(&today.iso()) + DAY / 2;
        let monday = time.date(noon - i64::from(today.weekday) * DAY).to_string();
        let mut db = self.storage.read().await.map_err(broken)?;
        let figures = db.school_figures(org.id, &who.day).await.map_err(broken)?;
        let school = figures.into_iter().find(|school| school.org == org.id);
        let school = school.ok_or(model::Problem::NotFound)?;
        let messages = db
            .messages_since(org.id, time.start_of(&monday))
            .await
            .map_err(broken)?;
        let devices = db
            .devices_since(org.id, now - RECENTLY)
            .await
            .map_err(broken)?;
        let work = db.work_left(org.id, &who.day).await.map_err(broken)?;
        drop(db);
        let disk = match self.storage.space().await {
            Ok(space) => Some(Disk {
                data: space.data,
                free: space.free,
                whole: space.disk,
            }),
            // The rest of the page is worth seeing without it.
            Err(fault) => {
                tracing::warn!(cause = %fault, "the disk could not be looked at");
                None
            }
        };
        Ok(Overview {
            school: row(&time, school),
            messages: number(messages),
            devices: number(devices),
            disk,
            passwords: number(work.passwords),
            misfits: number(work.misfits),
            today,
        })
    }
}

fn row(time: &SchoolTime, school: SchoolFigures) -> SchoolRow {
    SchoolRow {
        org: school.org,
        name: school.name,
        short_name: school.short_name,
        people: share(school.people),
        pupils: share(school.pupils),
        guardians: share(school.guardians),
        teachers: share(school.teachers),
        chats: number(school.chats),
        imported: school.imported.map(|at| time.moment(at)),
    }
}

fn share(counted: Counted) -> Share {
    Share {
        all: number(counted.all),
        linked: number(counted.linked),
    }
}

fn number(counted: i64) -> u32 {
    u32::try_from(counted).unwrap_or(0)
}
