//! Chats follow what an import changed or took back.

use super::How;
use crate::{
    Core, Event, Scope, broken, dialogue,
    membership::{Refreshed, refresh_automatic},
    time::effective_day,
};
use model::{
    ClassId, OrgId, Problem, SourceId,
    views::{Capped, ImportProgress, LONGEST_LIST, MembershipChange, RosterReport},
};
use std::collections::BTreeSet;
use storage::Repository;

type Result<T> = std::result::Result<T, Problem>;

/// Brings the automatic chats up to date, one class at a time.
pub(super) async fn follow(
    db: &mut dyn Repository,
    classes: Vec<ClassId>,
    staffs: Vec<OrgId>,
    day: &str,
    now: i64,
    how: How<'_>,
) -> Result<Refreshed> {
    let total = classes.len() as u64;
    let mut refreshed = Refreshed::default();
    for (done, class) in classes.into_iter().enumerate() {
        let scope = Scope {
            classes: BTreeSet::from([class]),
            staff: BTreeSet::new(),
        };
        let brought = refresh_automatic(db, &scope, day, now, &mut refreshed).await;
        brought.map_err(broken)?;
        let done = done as u64 + 1;
        if done.is_multiple_of(100) {
            (how.progress)(ImportProgress::Chats { done, total });
        }
    }
    let scope = Scope {
        classes: BTreeSet::new(),
        staff: staffs.into_iter().collect(),
    };
    let done = refresh_automatic(db, &scope, day, now, &mut refreshed).await;
    done.map_err(broken)?;
    Ok(refreshed)
}

/// Dialogues follow once all other chats have: on the way somebody may be in none of them. Whose they
/// are is no matter of a report.
pub(super) async fn settle_dialogues(
    db: &mut dyn Repository,
    refreshed: Refreshed,
    now: i64,
) -> Result<Vec<Event>> {
    let settled = dialogue::settle(db, &refreshed.touched, now).await;
    let mut events = refreshed.events;
    events.extend(settled.map_err(broken)?);
    Ok(events)
}

/// Tells open windows of those whom the import has signed out.
pub(super) async fn signed_out(db: &mut dyn Repository, at: i64) -> Result<Vec<Event>> {
    let sessions = db.sessions_ended_at(at).await.map_err(broken)?;
    let told = |session| Event::SignedOut { session };
    Ok(sessions.into_iter().map(told).collect())
}

/// Tells the chats that open and the memberships that change.
pub(super) async fn tell(
    db: &mut dyn Repository,
    events: &[Event],
    newest_chat: i64,
    report: &mut RosterReport,
) -> Result<()> {
    let mut opened = BTreeSet::new();
    report.memberships = changes(db, events).await?;
    for event in events {
        if let Event::Opened { chat, .. } = event
            && chat.0 > newest_chat
        {
            opened.insert(*chat);
        }
    }
    let total = opened.len() as u64;
    let mut names = Vec::new();
    for chat in opened.into_iter().take(LONGEST_LIST) {
        if let Some(chat) = db.chat(chat).await.map_err(broken)? {
            names.push(chat.name);
        }
    }
    names.sort();
    report.chats = Capped {
        total,
        items: names,
    };
    Ok(())
}

/// Memberships that events are about.
pub(super) async fn changes(
    db: &mut dyn Repository,
    events: &[Event],
) -> Result<Capped<MembershipChange>> {
    let mut list = Capped::default();
    for event in events {
        let (chat, person, joins) = match event {
            Event::Opened { chat, person } => (*chat, *person, true),
            Event::Closed { chat, person } => (*chat, *person, false),
            _ => continue,
        };
        if list.items.len() >= LONGEST_LIST {
            list.total += 1;
            continue;
        }
        let chat = db.chat(chat).await.map_err(broken)?;
        let person = db.person(person).await.map_err(broken)?;
        if let (Some(chat), Some(person)) = (chat, person) {
            list.push(MembershipChange {
                chat: chat.name,
                name: person.name.full(),
                joins,
            });
        }
    }
    Ok(list)
}

impl Core {
    /// Today at the schools of a source, or the nearest day of their year.
    pub(super) async fn day_of_source(
        &self,
        db: &mut dyn Repository,
        source: SourceId,
        only: Option<OrgId>,
    ) -> Result<String> {
        let terms = db.terms(source).await.map_err(broken)?;
        let orgs = db.orgs().await.map_err(broken)?;
        let mut own = orgs
            .iter()
            .filter(|org| org.source == source && only.is_none_or(|only| only == org.id));
        let zone = own.next().map_or("UTC", |org| org.time_zone.as_str());
        let today = crate::SchoolTime::new(zone).date(self.clock.now());
        Ok(effective_day(&terms, &today.to_string()))
    }
}
