use crate::{
    FakeCalls, FakeIdentity, FixedClock, PlainSchool, RecordingBus, SeededChance, TUESDAY,
    TempFolder,
};
use demo_school::DemoSchool;
use model::{ChatId, ClassId, OrgId, PersonId, Phone, Problem, SessionId, views::RosterReport};
use oneroster::{Limits, Package};
use school_core::{
    Core, IdentityFault, LogWatch, NewSession, Passwords, SchoolTime, Seal, Settings, SignIn,
    Token, Uploads, VkPerson, Who,
    import::{How, ImportFault},
};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, sync::Arc};
use storage::{Org, Repository, Session, Storage};
use storage_sqlite::SqliteStorage;

/// A school in a temporary folder, and the application around it.
pub struct TestSchool {
    /// The application.
    pub core: Arc<Core>,
    /// Its time.
    pub clock: Arc<FixedClock>,
    /// Its chance.
    pub chance: Arc<SeededChance>,
    /// What it has told.
    pub bus: Arc<RecordingBus>,
    /// Its VK ID.
    pub identity: Arc<FakeIdentity>,
    /// What carries its calls.
    pub calls: Arc<FakeCalls>,
    /// Its database.
    pub storage: Arc<SqliteStorage>,
    folder: TempFolder,
}

/// A demonstration school as a package, through the same reader as a real one.
///
/// # Panics
/// When the generator and the reader disagree.
#[must_use]
pub fn package_of(school: &DemoSchool) -> Package {
    let folder = TempFolder::new();
    for (name, bytes) in &school.roster {
        std::fs::write(folder.path().join(name), bytes).expect("a file of the package");
    }
    match oneroster::read(folder.path(), &Limits::default()) {
        Ok(package) => package,
        Err(faults) => panic!("the demonstration school is sound: {:?}", faults.list),
    }
}

fn device(address: &str) -> NewSession {
    let agent = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0".to_owned();
    NewSession {
        remember: false,
        agent,
        address: address.to_owned(),
    }
}

impl TestSchool {
    /// The application without a school, on [`TUESDAY`].
    ///
    /// # Panics
    /// When the database cannot be made.
    pub async fn empty() -> Self {
        Self::empty_in(TempFolder::new()).await
    }

    /// The same in a folder of one's choice.
    ///
    /// # Panics
    /// When the database cannot be made.
    pub async fn empty_in(folder: TempFolder) -> Self {
        let opened = SqliteStorage::open(&folder.path().join("zvonok.db")).await;
        let storage = Arc::new(opened.expect("a database"));
        let clock = Arc::new(FixedClock::at(TUESDAY));
        let chance = Arc::new(SeededChance::of(12));
        let bus = Arc::new(RecordingBus::default());
        let identity = Arc::new(FakeIdentity::default());
        let calls = Arc::new(FakeCalls::default());
        let core = Core {
            storage: Arc::clone(&storage) as _,
            clock: Arc::clone(&clock) as _,
            chance: Arc::clone(&chance) as _,
            bus: Arc::clone(&bus) as _,
            identity: Arc::clone(&identity) as _,
            calls: Arc::clone(&calls) as _,
            passwords: Passwords::new(2).expect("a decoy"),
            seal: Seal::new([7; 32]),
            settings: Settings::default(),
            log_watch: LogWatch::default(),
            uploads: Uploads::new(folder.path().join("uploads")),
        };
        Self {
            core: Arc::new(core),
            clock,
            chance,
            bus,
            identity,
            calls,
            storage,
            folder,
        }
    }

    /// The demonstration school with its two indispensable classes, 4А and 7Б, and its timetable.
    pub async fn small() -> Self {
        Self::of(2).await
    }

    /// The demonstration school with so many classes.
    pub async fn of(classes: usize) -> Self {
        let school = Self::empty().await;
        let demo = demo_school::scaled(2026, demo_school::DEFAULT_SEED, classes);
        school.add(&demo).await;
        school
    }

    /// A school of one's own making.
    pub async fn plain(plain: &PlainSchool) -> Self {
        let school = Self::empty().await;
        school.import(&plain.package()).await;
        school
    }

    /// Imports a demonstration school with its timetable, and forgets the events.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn add(&self, demo: &DemoSchool) {
        self.import(&package_of(demo)).await;
        let limits = asc_timetables::Limits::default();
        let timetable = asc_timetables::read(&demo.timetable, &limits).expect("a timetable");
        let imported = self
            .core
            .import_timetable(&timetable, &demo.school_id, How::default())
            .await;
        imported.expect("the timetable is imported");
        self.bus.take();
    }

    /// Imports a package.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn import(&self, package: &Package) -> RosterReport {
        self.try_import(package, false)
            .await
            .expect("the package is imported")
    }

    /// Imports a package, or tries to.
    ///
    /// # Errors
    /// As the import says.
    pub async fn try_import(
        &self,
        package: &Package,
        dry_run: bool,
    ) -> Result<RosterReport, ImportFault> {
        let how = How {
            dry_run,
            ..How::default()
        };
        self.core.import_package(package, how).await
    }

    /// Where the database lies.
    #[must_use]
    pub fn folder(&self) -> &TempFolder {
        &self.folder
    }

    /// Changes rows behind the use cases' back, on a connection of its own.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn execute(&self, statements: &[&'static str]) {
        let mut db = self.connection().await;
        for statement in statements {
            let done = sqlx::query(*statement).execute(&mut db).await;
            done.expect("a statement");
        }
    }

    /// A number out of the database.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn count(&self, statement: &'static str) -> i64 {
        let mut db = self.connection().await;
        let counted = sqlx::query_scalar(statement).fetch_one(&mut db).await;
        counted.expect("a number")
    }

    async fn connection(&self) -> sqlx::SqliteConnection {
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(self.folder.path().join("zvonok.db"))
            .foreign_keys(true);
        let opened = sqlx::ConnectOptions::connect(&options).await;
        opened.expect("the database opens")
    }

    /// A view of the database.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn read(&self) -> Box<dyn Repository> {
        self.storage.read().await.expect("the database answers")
    }

    /// Schools, then authorities, in the order they came.
    pub async fn orgs(&self) -> Vec<Org> {
        let mut orgs = self.read().await.orgs().await.expect("organisations");
        orgs.sort_by_key(|org| (org.authority, org.id));
        orgs
    }

    /// The school that came first.
    ///
    /// # Panics
    /// When there is none.
    pub async fn org(&self) -> Org {
        self.orgs().await.into_iter().next().expect("a school")
    }

    /// People of the first school by the ids of its data.
    pub async fn people(&self) -> BTreeMap<String, PersonId> {
        let source = self.org().await.source;
        self.read().await.person_ids(source).await.expect("people")
    }

    /// Classes and groups of the first school by the ids of its data.
    pub async fn classes(&self) -> BTreeMap<String, ClassId> {
        let source = self.org().await.source;
        self.read().await.class_ids(source).await.expect("classes")
    }

    /// A class of the first school by its name.
    ///
    /// # Panics
    /// When there is none.
    pub async fn class(&self, name: &str) -> ClassId {
        let org = self.org().await.id;
        let classes = self
            .read()
            .await
            .classes_of(org, false)
            .await
            .expect("classes");
        classes
            .iter()
            .find(|class| class.class_name == name)
            .expect("a class of this name")
            .id
    }

    /// Today at an organisation, or the nearest day of its school year: roles hold in the summer.
    async fn day_at(&self, org: &Org) -> String {
        let now = school_core::Clock::now(self.clock.as_ref());
        let today = SchoolTime::new(&org.time_zone).date(now).to_string();
        let terms = self.read().await.terms(org.source).await.expect("terms");
        match terms.into_iter().find(|term| term.year) {
            Some(year) if today < year.starts => year.starts,
            Some(year) if today > year.ends => year.ends,
            _ => today,
        }
    }

    /// Where an account may sign in: the organisation at which it has a role.
    async fn org_of(&self, login: &str) -> (OrgId, storage::Account) {
        for org in self.orgs().await {
            let day = self.day_at(&org).await;
            let found = self
                .read()
                .await
                .account_by_login(org.id, login, &day)
                .await;
            if let Some(account) = found.expect("an answer") {
                return (org.id, account);
            }
        }
        panic!("nobody here signs in as {login}")
    }

    /// Signs in with the demonstration password, as the page would.
    ///
    /// # Errors
    /// As the use case says.
    pub async fn try_sign_in(&self, login: &str, password: &str) -> Result<Token, Problem> {
        let org = self.org().await.id;
        self.sign_in_to(org, login, password, device("10.0.0.1"))
            .await
    }

    /// Signs in to an organisation from a device.
    ///
    /// # Errors
    /// As the use case says.
    pub async fn sign_in_to(
        &self,
        org: OrgId,
        login: &str,
        password: &str,
        device: NewSession,
    ) -> Result<Token, Problem> {
        let (login, password) = (login.to_owned(), password.to_owned());
        self.core
            .sign_in(SignIn {
                org,
                login,
                password,
                device,
            })
            .await
    }

    /// A demonstration person, signed in by password.
    ///
    /// # Panics
    /// When that is refused.
    pub async fn sign_in(&self, login: &str) -> Who {
        let (org, _) = self.org_of(login).await;
        let device = device("10.0.0.1");
        let token = self
            .sign_in_to(org, login, demo_school::PASSWORD, device)
            .await;
        self.identify(&token.expect("the password is right")).await
    }

    /// Anybody, signed in without a password: most people of a school have none yet.
    ///
    /// # Panics
    /// When there is no such login.
    pub async fn enter(&self, login: &str) -> Who {
        let (org, account) = self.org_of(login).await;
        let token = Token(school_core::Chance::secret(self.chance.as_ref()));
        let now = school_core::Clock::now(self.clock.as_ref());
        let session = Session {
            id: SessionId(0),
            account: account.id,
            org,
            created_at: now,
            seen_at: now,
            expires_at: now + 12 * 3_600_000,
            remember: false,
            agent: String::new(),
            address: "10.0.0.2".to_owned(),
        };
        let mut db = self.storage.write().await.expect("the database answers");
        let hash = Sha256::digest(token.0.as_bytes()).to_vec();
        db.insert_session(&hash, &session).await.expect("a session");
        db.save().await.expect("kept");
        self.identify(&token).await
    }

    /// Who holds a token.
    ///
    /// # Panics
    /// When nobody does.
    pub async fn identify(&self, token: &Token) -> Who {
        self.core
            .identify(&token.0, "10.0.0.1")
            .await
            .expect("the session holds")
    }

    /// Somebody as VK ID would know them when they are who the journal says.
    #[must_use]
    pub fn vk(&self, who: &Who) -> VkPerson {
        VkPerson {
            vk_id: format!("vk-{}", who.account.login),
            name: who.person.name.clone(),
            phone: who.person.phone.as_deref().and_then(Phone::parse),
            born: who.person.born.clone(),
            tokens: format!("tokens of {}", who.account.login),
        }
    }

    /// Goes to VK ID; returns the state that it is to bring back.
    ///
    /// # Panics
    /// When that is refused.
    pub async fn ask(&self, who: &Who) -> String {
        FakeIdentity::state_of(&self.core.begin_link(who).await.expect("the way begins"))
    }

    /// Comes back from VK ID.
    ///
    /// # Errors
    /// As the use case says.
    pub async fn answer(
        &self,
        who: &Who,
        state: &str,
        answer: Result<VkPerson, IdentityFault>,
    ) -> Result<(), Problem> {
        self.identity.answers("code", answer);
        self.core
            .answer_link(who, state, Ok(("code", "device")))
            .await
    }

    /// The whole way as somebody, with that answer of VK ID; the person as signed in afterwards.
    ///
    /// # Errors
    /// As the use cases say.
    pub async fn try_link(&self, who: &Who, vk: VkPerson) -> Result<Who, Problem> {
        let state = self.ask(who).await;
        let name = vk.name.clone();
        self.answer(who, &state, Ok(vk)).await?;
        let token = self.core.confirm_link(who, name).await?;
        let token = token.ok_or(Problem::LinkExpired)?;
        Ok(self.identify(&token).await)
    }

    /// Signs somebody in and links the own profile.
    ///
    /// # Panics
    /// When that is refused.
    pub async fn link(&self, login: &str) -> Who {
        let who = self.enter(login).await;
        let vk = self.vk(&who);
        self.try_link(&who, vk)
            .await
            .expect("the profile is linked")
    }

    /// The same with another VK ID and number.
    ///
    /// # Panics
    /// When that is refused.
    pub async fn link_with(&self, login: &str, vk_id: &str, phone: &str) -> Who {
        let who = self.enter(login).await;
        let mut vk = self.vk(&who);
        vk.vk_id = vk_id.to_owned();
        vk.phone = Phone::parse(phone);
        self.try_link(&who, vk)
            .await
            .expect("the profile is linked")
    }

    /// Ends the own link; the person as signed in afterwards.
    ///
    /// # Panics
    /// When that is refused.
    pub async fn unlink(&self, who: &Who) -> Who {
        let token = self.core.unlink(who).await.expect("the link ends");
        self.identify(&token).await
    }

    /// An own chat by its name.
    ///
    /// # Panics
    /// When one is no member of such a chat.
    pub async fn chat(&self, who: &Who, name: &str) -> ChatId {
        let (chats, _) = self.core.chats(who).await.expect("chats");
        chats
            .iter()
            .find(|chat| chat.name == name)
            .expect("a chat of this name")
            .id
    }

    /// Names of the own chats, sorted.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn chat_names(&self, who: &Who) -> Vec<String> {
        let (chats, _) = self.core.chats(who).await.expect("chats");
        let mut names: Vec<String> = chats.into_iter().map(|chat| chat.name).collect();
        names.sort();
        names
    }
}
