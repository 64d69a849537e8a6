//! «Журнал событий»: looking something up, and taking the log along.

use super::log_file::{LogLine, hex};
use crate::{Actor, Core, Deed, Result, SchoolTime, Who, broken};
use jiff::civil::Date;
use model::{
    Action, ActionGroup, PersonId,
    name::plain,
    views::{LogEntry, LogPage, LogQuery},
};
use serde_json::{Value, json};
use storage::{AuditEntry, AuditFilter, Org, Repository};

/// Entries of one page.
const PAGE: i64 = 50;
/// Entries read at once for an export.
const CHUNK: i64 = 1_000;
/// How far a clock may have been set back without an entry being missed in a search by days.
const SLACK: i64 = 86_400_000;

/// An export that has been noted and may be read. Only [`Core::export_log`] makes one.
#[derive(Debug, Clone)]
pub struct LogExport {
    org: Org,
    filter: AuditFilter,
}

impl LogExport {
    /// The clock of the log's organisation.
    #[must_use]
    pub fn time(&self) -> SchoolTime {
        SchoolTime::new(&self.org.time_zone)
    }
}

impl Core {
    /// A page of the own log, newest first.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for who may not read it.
    pub async fn log(&self, who: &Who, asked: &LogQuery) -> Result<LogPage> {
        let org = self.access_log(who)?;
        let mut db = self.storage.read().await.map_err(broken)?;
        let found = filter(db.as_mut(), &org, asked).await.map_err(broken)?;
        let (narrowed, person) = found;
        // One more than is shown says whether there are older ones.
        let mut entries = db
            .find_audit(org.id, &narrowed, PAGE + 1)
            .await
            .map_err(broken)?;
        let more = entries.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        entries.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let tail = db.audit_tail(org.id).await.map_err(broken)?;
        let time = SchoolTime::new(&org.time_zone);
        Ok(LogPage {
            older: entries.last().filter(|_| more).map(|last| last.number),
            entries: entries
                .into_iter()
                .map(|entry| shown(&time, entry))
                .collect(),
            total: tail.map_or(0, |(number, _)| number),
            person,
            chain: self.chain(db.as_mut(), org.id).await?,
            today: time.moment(self.clock.now()).day,
        })
    }

    /// Begins an export of the own log, or of what is looked for in it, and notes it there.
    /// `format` is what the entry says of it.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for who may not read it.
    pub async fn export_log(&self, who: &Who, asked: &LogQuery, format: &str) -> Result<LogExport> {
        let org = self.access_log(who)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let deed = Deed {
            org: org.id,
            actor: Actor::Somebody(who),
            action: Action::LogExported,
            subject: None,
            detail: json!({"format": format, "whole": !asked.narrows()}),
        };
        self.note(db.as_mut(), deed).await?;
        // The page that one looks at does not narrow what one takes along.
        let asked = LogQuery {
            before: None,
            ..asked.clone()
        };
        let (mut filter, _) = filter(db.as_mut(), &org, &asked).await.map_err(broken)?;
        let tail = db.audit_tail(org.id).await.map_err(broken)?;
        let end = tail.map_or(0, |(number, _)| number) + 1;
        filter.before = Some(filter.before.map_or(end, |before| before.min(end)));
        db.save().await.map_err(broken)?;
        Ok(LogExport { org, filter })
    }

    /// The next entries of an export, oldest first; none at its end.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn read_export(&self, export: &mut LogExport) -> Result<Vec<LogLine>> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let entries = db
            .export_audit(export.org.id, &export.filter, CHUNK)
            .await
            .map_err(broken)?;
        if let Some((_, last)) = entries.last() {
            export.filter.after = last.number;
        }
        Ok(entries
            .into_iter()
            .map(|(before, entry)| LogLine::of(&before, entry))
            .collect())
    }
}

/// What was asked for as the database is asked for it, and the name of the person looked for.
/// What cannot be understood counts as not said.
async fn filter(
    db: &mut dyn Repository,
    org: &Org,
    asked: &LogQuery,
) -> storage::Result<(AuditFilter, Option<String>)> {
    let time = SchoolTime::new(&org.time_zone);
    let from = date(&asked.from).map(|day| time.start_of(&day.to_string()));
    let until = date(&asked.until)
        .and_then(|day| day.tomorrow().ok())
        .map(|day| time.start_of(&day.to_string()));
    let mut found = AuditFilter {
        actions: actions(&asked.action),
        before: asked.before,
        from,
        until,
        ..AuditFilter::default()
    };
    // Days are narrowed by number first: the log is in order of both.
    if let Some(from) = from
        && let Some(first) = db.audit_first_at(org.id, from - SLACK).await?
    {
        found.after = first - 1;
    }
    if let Some(until) = until
        && let Some(first) = db.audit_first_at(org.id, until + SLACK).await?
    {
        found.before = Some(found.before.map_or(first, |before| before.min(first)));
    }
    let words: Vec<String> = plain(&asked.q.chars().take(100).collect::<String>())
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    if words.is_empty() && asked.person.is_none() {
        return Ok((found, None));
    }
    // Only people of this log: a number tells nothing of anybody else.
    let people = db.audit_people(org.id).await?;
    let fits = |name: &str| {
        let name = plain(name);
        words.iter().all(|word| name.contains(word.as_str()))
    };
    let chosen = asked.person;
    let ids: Vec<PersonId> = people
        .iter()
        .filter(|(id, name)| chosen.is_none_or(|chosen| chosen == *id) && fits(&name.full()))
        .map(|(id, _)| *id)
        .collect();
    if chosen.is_none() {
        let machines = db.audit_machines(org.id).await?;
        found.machines = machines.into_iter().filter(|name| fits(name)).collect();
    }
    found.people = Some(ids);
    let person = chosen.and_then(|chosen| people.iter().find(|(id, _)| *id == chosen));
    Ok((found, person.map(|(_, name)| name.full())))
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn actions(code: &str) -> Vec<String> {
    let codes = |actions: &mut dyn Iterator<Item = Action>| {
        actions.map(|action| action.code().to_owned()).collect()
    };
    if let Some(group) = ActionGroup::from_code(code) {
        codes(&mut group.actions())
    } else {
        codes(&mut Action::from_code(code).into_iter())
    }
}

fn shown(time: &SchoolTime, entry: AuditEntry) -> LogEntry {
    LogEntry {
        number: entry.number,
        at: time.moment(entry.at),
        actor: entry.actor,
        actor_name: entry.actor_name,
        action: entry.action,
        subject: entry.subject,
        subject_name: entry.subject_name,
        detail: pairs(&entry.detail),
        address: entry.address,
        hash: hex(&entry.hash),
    }
}

/// The details as pairs of plain texts; what is empty says nothing.
fn pairs(detail: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::from_str(detail) else {
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for (key, value) in fields {
        // Figures stand among the others, by their own names; of those only what is not nothing.
        match value {
            Value::Object(inner) => {
                let told = inner.iter().map(|(key, value)| (key.clone(), text(value)));
                pairs.extend(
                    told.filter(|(_, text)| text.chars().any(|c| !matches!(c, '0' | ',' | ' '))),
                );
            }
            value => pairs.push((key, text(&value))),
        }
    }
    pairs.retain(|(_, text)| !text.is_empty());
    pairs
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| format!("{key}: {}", text(value)))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.to_string(),
    }
}
