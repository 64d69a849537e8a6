//! The server that is measured, and its stages.

use crate::{
    Fault, Place, Result,
    crowd::Crowd,
    idle,
    messages::{self, Pace},
    morning,
    report::Report,
    rooms,
    school::School,
    server::Running,
    visit::{self, Browser, Person},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use std::time::Duration;

/// The server that is measured.
pub struct Subject {
    host: Option<String>,
    school: Option<School>,
    people: Vec<Person>,
}

impl Subject {
    /// The server of the arguments, or one of its own.
    pub async fn open(place: &Place) -> Result<Self> {
        let Some(host) = &place.server else {
            let school = School::open(&place.binary, &place.cache).await?;
            return Ok(Self {
                host: None,
                people: school.people.clone(),
                school: Some(school),
            });
        };
        let list = place.logins.as_ref();
        let text = std::fs::read_to_string(list.ok_or("--server needs --logins")?)?;
        let people = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| match *line.split('\t').collect::<Vec<_>>() {
                [organisation, login, password] => Ok(Person {
                    organisation: organisation.to_owned(),
                    login: login.to_owned(),
                    password: password.to_owned(),
                    cookie: String::new(),
                }),
                _ => Err(format!("not three columns: {line}")),
            });
        Ok(Self {
            host: Some(
                host.trim_start_matches("http://")
                    .trim_end_matches('/')
                    .to_owned(),
            ),
            school: None,
            people: people.collect::<std::result::Result<_, _>>()?,
        })
    }

    /// A fresh server for every stage, so that one stage's memory is not the next one's.
    fn start(&self, place: &Place) -> Result<(Option<Running>, String, Option<u32>)> {
        match (&self.host, &self.school) {
            (Some(host), _) => Ok((None, host.clone(), place.pid)),
            (None, Some(school)) => {
                let server = school.serve(&place.binary)?;
                let (host, pid) = (server.host.clone(), server.pid());
                Ok((Some(server), host, Some(pid)))
            }
            (None, None) => Err("no server".into()),
        }
    }

    /// Cookies of everybody; whoever has none, or one that has ended, signs in.
    async fn cookies(&self, host: &str) -> Result<Vec<String>> {
        let client = visit::client()?;
        let first = self.people.first().ok_or("nobody to sign in")?;
        let mut old = Browser::of(&client, host, &first.cookie);
        if !first.cookie.is_empty() && old.get("/schedule").await.is_ok() {
            return Ok(self.people.iter().map(|who| who.cookie.clone()).collect());
        }
        stream::iter(&self.people)
            .map(|who| async {
                let mut browser = Browser::new(&client, host);
                browser.sign_in(who).await?;
                Ok::<_, Fault>(browser.cookie())
            })
            .buffered(8)
            .try_collect()
            .await
    }

    /// Chats of thirty.
    pub async fn messages(&self, place: &Place, report: &mut Report) -> Result<()> {
        let (server, host, pid) = self.start(place)?;
        let cookies = self.cookies(&host).await?;
        let mut crowd = Crowd::new()?;
        let size = place.members as usize;
        let rooms = rooms::seat(&mut crowd, &host, &cookies, place.chats, size)?;
        let length = Duration::from_secs(place.seconds);
        let mut run = |name: &str, pace| messages::run(name, &mut crowd, &rooms, pace, length, pid);
        report.add(run("messages, closed loop", Pace::Closed(place.window))?);
        report.add(run("messages, open loop", Pace::Open(place.rate))?);
        if let Some(ratios) = crate::ratios(report) {
            report.add(ratios);
        }
        ended(server)
    }

    /// Open sockets that say nothing.
    pub async fn idle(&self, place: &Place, report: &mut Report) -> Result<()> {
        let (server, host, pid) = self.start(place)?;
        let cookies = self.cookies(&host).await?;
        let Some(pid) = pid else {
            eprintln!("bench: no --pid, so the memory of idle sockets cannot be measured");
            return Ok(());
        };
        let watch = Duration::from_secs(40);
        report.add(idle::run(&host, &cookies, place.sockets, watch, pid)?);
        ended(server)
    }

    /// 8:25.
    pub async fn morning(&self, place: &Place, report: &mut Report) -> Result<()> {
        let (server, host, pid) = self.start(place)?;
        let people = &self.people[..place.people.min(self.people.len())];
        let length = Duration::from_secs_f64(place.minutes * 60.0);
        report.add(morning::run(&host, people, length, pid).await?);
        ended(server)
    }
}

fn ended(server: Option<Running>) -> Result<()> {
    server.map_or(Ok(()), Running::stop)
}
