//! A provider with everything in the test's hands, and a browser with a cookie.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::Router;
use vkid::client::{Client, InProcess, Pkce, new_state};
use vkid::provider::{
    App, CodeSender, Config, MemoryStore, Parts, PasswordHasher, PlainFrame, Provider, Record,
    Store, router,
};
use vkid::types::{AuthorizeRequest, Granted, TokenAnswer};
use vkid::{BoxError, Clock, Entropy};

pub use crate::browser::*;

pub const CLIENT: &str = "54321";
pub const BACK: &str = "http://127.0.0.1:3000/link/callback";
pub const SCOPE: &str = "vkid.personal_info phone email";

/// Time that stands still.
pub struct StillClock(AtomicI64);

impl StillClock {
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::Relaxed);
    }
}

impl Clock for StillClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// splitmix64: never the same twice, always the same run.
pub struct SeededEntropy(AtomicU64);

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        for piece in buffer.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            piece.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..piece.len()]);
        }
    }
}

/// Keeps what was sent: phone, text, code.
#[derive(Default)]
pub struct Outbox {
    pub sent: Mutex<Vec<(String, String, String)>>,
    pub broken: AtomicBool,
}

#[async_trait]
impl CodeSender for Outbox {
    async fn send(&self, phone: &str, text: &str, code: &str) -> Result<(), BoxError> {
        if self.broken.load(Ordering::Relaxed) {
            return Err("the gateway is down".into());
        }
        self.sent
            .lock()
            .unwrap()
            .push((phone.into(), text.into(), code.into()));
        Ok(())
    }
}

/// Fast and worthless.
pub struct ToyHasher;

#[async_trait]
impl PasswordHasher for ToyHasher {
    async fn hash(&self, password: String) -> Result<String, BoxError> {
        Ok(format!(
            "toy:{}",
            password.chars().rev().collect::<String>()
        ))
    }
    async fn verify(&self, password: String, hash: String) -> Result<bool, BoxError> {
        Ok(self.hash(password).await? == hash)
    }
}

/// Gives way before every call, so that requests sent together really meet.
struct Yielding(Arc<MemoryStore>);

#[async_trait]
impl Store for Yielding {
    async fn get(&self, key: &str) -> Result<Option<Record>, BoxError> {
        tokio::task::yield_now().await;
        self.0.get(key).await
    }
    async fn put(
        &self,
        key: &str,
        value: &[u8],
        expires_at: Option<i64>,
        expected: Option<i64>,
    ) -> Result<bool, BoxError> {
        tokio::task::yield_now().await;
        self.0.put(key, value, expires_at, expected).await
    }
    async fn delete(&self, key: &str) -> Result<bool, BoxError> {
        tokio::task::yield_now().await;
        self.0.delete(key).await
    }
}

pub struct World {
    pub clock: Arc<StillClock>,
    pub entropy: Arc<SeededEntropy>,
    pub outbox: Arc<Outbox>,
    pub store: Arc<MemoryStore>,
    pub app: Router,
}

impl World {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Config)) -> Self {
        let clock = Arc::new(StillClock(AtomicI64::new(1_795_000_000_000)));
        let entropy = Arc::new(SeededEntropy(AtomicU64::new(7)));
        let outbox = Arc::new(Outbox::default());
        let store = Arc::new(MemoryStore::new(clock.clone()));
        let app = App {
            client_id: CLIENT.into(),
            redirect_uris: vec![BACK.into()],
        };
        let mut config = Config::new(app, [9; 32]);
        change(&mut config);
        let parts = Parts {
            store: Arc::new(Yielding(store.clone())),
            sender: outbox.clone(),
            hasher: Arc::new(ToyHasher),
            frame: Arc::new(PlainFrame),
            clock: clock.clone(),
            entropy: entropy.clone(),
        };
        let provider = Arc::new(Provider::new(config, parts));
        let app = Router::new().nest("/vkid", router(provider));
        Self {
            clock,
            entropy,
            outbox,
            store,
            app,
        }
    }

    pub fn client(&self) -> Client<InProcess> {
        Client::new(InProcess::new(self.app.clone(), "/vkid"), CLIENT, BACK)
    }

    pub fn code(&self) -> String {
        self.outbox.sent.lock().unwrap().last().unwrap().2.clone()
    }

    pub fn sent(&self) -> usize {
        self.outbox.sent.lock().unwrap().len()
    }

    /// A browser that has just been sent to the provider.
    pub async fn visit(&self) -> Browser<'_> {
        self.visit_with(|_| {}).await
    }

    pub async fn visit_with(&self, change: impl FnOnce(&mut AuthorizeRequest)) -> Browser<'_> {
        let mut browser = Browser::new(self);
        let mut request = browser.request();
        change(&mut request);
        let answer = browser.get(&request.url("/vkid")).await;
        assert_eq!(
            answer.location.as_deref(),
            Some("/vkid/phone"),
            "{}",
            answer.body
        );
        browser
    }

    /// A whole registration.
    pub async fn register(&self, phone: &str) -> (Granted, Pkce) {
        let mut browser = self.visit().await;
        browser.prove(phone).await;
        browser.post("/person", PERSON).await;
        browser.finish(("/consent", &[])).await
    }

    /// A whole registration, up to the tokens.
    pub async fn tokens(&self, phone: &str) -> (Granted, TokenAnswer) {
        let (granted, pkce) = self.register(phone).await;
        let state = new_state(&*self.entropy);
        let tokens = self
            .client()
            .exchange(&granted, &pkce.verifier, &state)
            .await
            .unwrap();
        (granted, tokens)
    }
}

pub const PHONE: &str = "8 (912) 000-00-03";
pub const PERSON: &[(&str, &str)] = &[
    ("last_name", "Петров"),
    ("first_name", "Сергей"),
    ("patronymic", "Олегович"),
    ("birth_date", "1987-07-25"),
    ("sex", "male"),
];
