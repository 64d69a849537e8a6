//! A demonstration school behind the real router, and people who knock at it.

use axum::{
    Router,
    body::Body,
    http::{Request, Response, header},
};
use model::{ChatKind, ClassId, PersonId};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use storage::{LearningProfile, Link};
use tower::ServiceExt as _;
use zvonok_server::{config::Config, demo, start};

/// Who knocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// Not signed in.
    Nobody,
    /// A demonstration person by login.
    Login(&'static str),
    /// The `teacher` of another school.
    Stranger,
}

/// The school.
pub struct School {
    started: start::Started,
    router: Router,
    orgs: BTreeMap<String, i64>,
    names: BTreeMap<&'static str, String>,
    folder: PathBuf,
}

impl Drop for School {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Makes sure that the linker keeps the server functions of the application.
pub fn link_server_functions() {
    let _ = zvonok_server::web::routes(true);
}

fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("zvonok-access-{}-{number}", std::process::id()))
}

impl School {
    /// A demonstration school with a second one beside it; `pupil`, `parent`, `teacher` linked.
    pub async fn open() -> Self {
        Self::new(true).await
    }

    /// The same server without `--demo`.
    pub async fn open_without_demo() -> Self {
        Self::new(false).await
    }

    async fn new(shown: bool) -> Self {
        let folder = folder();
        let config = Config::read(None, std::iter::empty()).expect("defaults");
        let started = start::start(&config, &folder, shown)
            .await
            .expect("an empty folder");
        let loopback = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
        let opened = started.calls.open(loopback, 0, &[]).await;
        opened.expect("a port for calls");
        let people = demo::prepare(&started, &folder)
            .await
            .expect("a generated school");
        let other = demo_school::scaled(2026, 8, 2);
        demo_school::write(&other, &folder.join("other")).expect("a folder");
        started
            .core
            .import_roster(&folder.join("other/oneroster"), Default::default())
            .await
            .expect("a second school");
        let router = start::router(&started, &config, shown.then_some(people));
        let mut school = Self {
            started,
            router,
            orgs: BTreeMap::new(),
            names: BTreeMap::new(),
            folder,
        };
        school.learn().await;
        school
    }

    async fn learn(&mut self) {
        let mut db = self.started.core.storage.write().await.expect("database");
        for org in db.orgs().await.expect("orgs") {
            self.orgs.insert(org.external_id.clone(), org.id.0);
        }
        let day = "2026-11-24";
        let org = db
            .orgs()
            .await
            .expect("orgs")
            .into_iter()
            .find(|org| org.identifier == "660007")
            .expect("the demonstration school");
        let mut people: BTreeMap<&str, PersonId> = BTreeMap::new();
        for login in ["pupil", "parent", "teacher", "teacher2"] {
            let account = db
                .account_by_login(org.id, login, day)
                .await
                .expect("query");
            people.insert(login, account.expect("a demonstration person").person);
        }
        for (number, login) in ["pupil", "parent", "teacher"].into_iter().enumerate() {
            let person = people[login];
            let account = db
                .account_of(person)
                .await
                .expect("query")
                .expect("account");
            let profile = db
                .keep_profile(&LearningProfile {
                    id: model::ProfileId(0),
                    vk_id: number.to_string(),
                    name: Default::default(),
                    born: None,
                    phone: None,
                    created_at: 0,
                })
                .await
                .expect("profile");
            db.insert_link(&Link {
                id: model::LinkId(0),
                account: account.id,
                person,
                profile,
                linked_at: 0,
                tokens: None,
            })
            .await
            .expect("link");
            let scope = school_core::scope_of_person(db.as_mut(), person, day)
                .await
                .expect("scope");
            school_core::refresh(db.as_mut(), &scope, day, 1)
                .await
                .expect("chats");
        }
        let class = db.studies(people["pupil"], day).await.expect("classes");
        let class = class.into_iter().find(|class| !class.group).expect("4А").id;
        let chats = db.chats_of_class(class).await.expect("chats");
        let chat = |kind| {
            chats
                .iter()
                .find(|chat| chat.kind == kind)
                .expect("a chat of the class")
                .id
                .0
        };
        let taught = |groups: Vec<storage::Class>| -> ClassId {
            groups
                .into_iter()
                .find(|class| class.group)
                .expect("a group")
                .id
        };
        let account = db.account_of(people["pupil"]).await.expect("query");
        let link = db.link_of(account.expect("an account").id).await;
        let misfit = storage::NewMisfit {
            org: org.id,
            link: link.expect("query").expect("a link").id,
            person: people["pupil"],
            kind: model::MisfitKind::ProfileOfParent,
            right: Some(people["parent"]),
            evidence: String::new(),
        };
        let misfit = db.keep_misfit(&misfit, 1).await.expect("query");
        let own = taught(db.teaches(people["teacher"], day).await.expect("load"));
        let foreign = taught(db.teaches(people["teacher2"], day).await.expect("load"));
        let lesson = storage::NewRemoteLesson {
            org: org.id,
            group: own,
            date: "2099-01-01".to_owned(),
            period: 1,
            teacher: people["teacher"],
        };
        let lesson = db.insert_remote_lesson(&lesson, 1).await.expect("query");
        self.names = [
            ("LESSON", lesson.expect("a free place").to_string()),
            ("CLASS_CHAT", chat(ChatKind::Class).to_string()),
            ("PARENTS_CHAT", chat(ChatKind::Parents).to_string()),
            ("OWN_GROUP", own.to_string()),
            ("FOREIGN_GROUP", foreign.to_string()),
            ("CLASS", class.to_string()),
            ("MISFIT", misfit.expect("a misfit").to_string()),
            ("PUPIL", people["pupil"].to_string()),
        ]
        .into();
        db.save().await.expect("kept");
    }

    /// Puts what the school has into the arguments.
    pub fn fill(&self, arguments: &str) -> String {
        // Longer names first: CLASS is the beginning of CLASS_CHAT.
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names
            .into_iter()
            .fold(arguments.to_owned(), |text, (name, value)| {
                text.replace(name, value)
            })
    }

    /// Calls a server function.
    pub async fn function(&self, visitor: Visitor, name: &str, body: &str) -> u16 {
        let request = self
            .request(visitor, "POST", &format!("/api/{name}"))
            .await
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json");
        self.send(request.body(Body::from(body.to_owned())).expect("request"))
            .await
            .status()
            .as_u16()
    }

    /// Sends a form or asks for a page.
    pub async fn route(&self, visitor: Visitor, method: &str, path: &str, form: &str) -> u16 {
        self.answer(visitor, method, path, form)
            .await
            .status()
            .as_u16()
    }

    /// The same, with the whole answer.
    pub async fn answer(
        &self,
        visitor: Visitor,
        method: &str,
        path: &str,
        form: &str,
    ) -> Response<Body> {
        let request = self
            .request(visitor, method, path)
            .await
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).expect("request"))
            .await
    }

    /// Sends a form from a foreign page, with the teacher's cookie.
    pub async fn foreign(&self, method: &str, path: &str, form: &str) -> u16 {
        let cookie = self.sign_in("teacher", "demo7-org-s1").await;
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "cross-site")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .expect("request");
        self.send(request).await.status().as_u16()
    }

    /// Opens a socket from a foreign page.
    pub async fn foreign_socket(&self) -> u16 {
        let request = Request::builder()
            .uri("/ws")
            .header(header::UPGRADE, "websocket")
            .header(header::CONNECTION, "upgrade")
            .header(header::ORIGIN, "https://evil.example")
            .header(header::HOST, "school.example")
            .body(Body::empty())
            .expect("request");
        self.send(request).await.status().as_u16()
    }

    async fn request(
        &self,
        visitor: Visitor,
        method: &str,
        path: &str,
    ) -> axum::http::request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin");
        match visitor {
            Visitor::Nobody => request,
            Visitor::Login(login) => {
                let org = match login {
                    "authority" | "support" => "demo7-org-d1",
                    _ => "demo7-org-s1",
                };
                request.header(header::COOKIE, self.sign_in(login, org).await)
            }
            Visitor::Stranger => request.header(
                header::COOKIE,
                self.sign_in("teacher", "demo8-org-s1").await,
            ),
        }
    }

    async fn sign_in(&self, login: &str, org: &str) -> String {
        let scope = if org.ends_with("d1") {
            "authority"
        } else {
            "school"
        };
        let org = self.orgs[org];
        let form = format!("scope={scope}&org={org}&login={login}&password=zvonok");
        let request = Request::builder()
            .method("POST")
            .uri("/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .expect("request");
        let answer = self.send(request).await;
        let cookies = answer.headers().get_all(header::SET_COOKIE);
        let cookie = cookies.iter().find_map(|line| {
            let line = line.to_str().ok()?;
            line.starts_with("zv=")
                .then(|| line.split(';').next().unwrap_or_default().to_owned())
        });
        cookie.unwrap_or_else(|| panic!("{login} cannot sign in: {answer:?}"))
    }

    async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer")
    }
}
