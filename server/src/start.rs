//! Putting the parts together.

use crate::{
    ambient::{SystemChance, SystemClock},
    calls::EmbeddedCalls,
    config::Config,
    folder,
    hub::Hub,
    identity::VkIdentity,
    livekit::LiveKitCalls,
    outbox::{NoSender, ShowCodes, SmsGateway},
    post::{MailSender, Post, Smtp},
    vkid_ports::{Hasher, ProductFrame, Records},
    web::{self, files},
};
use app::context::Assets;
use axum::Router;
use school_core::{CallEngine, Core, LogWatch, Passwords, Seal, Uploads};
use std::{path::Path, sync::Arc};
use storage::Storage;
use storage_sqlite::SqliteStorage;
use vkid::{
    client::{HttpTransport, InProcess, Transport},
    provider::{self, App, CodeSender, Parts, Provider},
};

/// Where VK ID sends people back to.
pub const CALLBACK: &str = "/link/callback";

/// Where the embedded VK ID lives.
pub const VKID: &str = "/vkid";

/// Everything a running server is made of.
pub struct Started {
    /// Use cases.
    pub core: Arc<Core>,
    /// Sockets.
    pub hub: Arc<Hub>,
    /// What carries calls, unless a LiveKit server does.
    pub calls: Arc<EmbeddedCalls>,
    /// The file, to be closed at the end.
    pub storage: Arc<SqliteStorage>,
    /// Addresses of the page's files.
    pub assets: Arc<Assets>,
    /// What codes for new passwords are sent by.
    pub post: Post,
    /// The embedded VK ID, when it is the one used.
    pub vkid: Option<Router>,
}

/// Opens the data and builds the use cases.
///
/// # Errors
/// Says plainly what is wrong with the folder, the file or the configuration.
pub async fn start(config: &Config, data: &Path, demo: bool) -> Result<Started, String> {
    folder::make(data)?;
    let (storage, key) = folder::open(data).await?;
    let storage = Arc::new(storage);
    let kept: Arc<dyn Storage> = storage.clone();
    let clock = Arc::new(SystemClock);
    let chance = Arc::new(SystemChance);
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let passwords = Passwords::new(cores).map_err(|fault| fault.to_string())?;
    let hub = Arc::new(Hub::default());
    let assets = Arc::new(files::assets());
    let smtp = Smtp::of(config)?;
    let shown = demo.then(|| {
        Arc::new(ShowCodes {
            storage: kept.clone(),
            clock: clock.clone(),
        })
    });
    let sms: Option<Arc<dyn CodeSender>> = if !config.sms_gateway_url.is_empty() {
        let client = vkid::client::http_client().map_err(|fault| fault.to_string())?;
        Some(Arc::new(SmsGateway {
            url: config.sms_gateway_url.reveal().to_owned(),
            client,
        }))
    } else {
        shown.clone().map(|shown| shown as Arc<dyn CodeSender>)
    };
    let mail = match smtp {
        Some(smtp) => Some(Arc::new(smtp) as Arc<dyn MailSender>),
        None => shown.map(|shown| shown as Arc<dyn MailSender>),
    };
    let post = Post {
        sms: sms.clone(),
        mail,
    };
    let sender = sms.unwrap_or_else(|| Arc::new(NoSender));
    let embedded = config.vkid_base_url.is_empty();
    let redirect = format!("{}{CALLBACK}", config.public_url.trim_end_matches('/'));
    let vkid = embedded.then(|| {
        let client_id = config.vkid_client_id.clone();
        let app = App {
            client_id,
            redirect_uris: vec![redirect.clone()],
        };
        let mut settings = provider::Config::new(app, key);
        settings.mount = VKID.to_owned();
        settings.secure_cookie = config.https();
        settings.messenger_name = config.messenger_name.clone();
        settings.limits.codes_per_address = config.codes_per_address;
        provider::router(Arc::new(Provider::new(
            settings,
            Parts {
                store: Arc::new(Records {
                    storage: kept.clone(),
                    clock: clock.clone(),
                }),
                sender,
                hasher: Arc::new(Hasher(passwords.clone())),
                frame: Arc::new(ProductFrame {
                    css: assets.css.clone(),
                    product: config.product_name.clone(),
                    demo,
                }),
                clock: clock.clone(),
                entropy: chance.clone(),
            },
        )))
    });
    let (transport, base): (Arc<dyn Transport>, &str) = match &vkid {
        Some(router) => {
            let nested = Router::new().nest(VKID, router.clone());
            (Arc::new(InProcess::new(nested, VKID)), VKID)
        }
        None => {
            let http = HttpTransport::new(&config.vkid_base_url)
                .map_err(|fault| format!("vkid_base_url: {fault}"))?;
            (Arc::new(http), config.vkid_base_url.trim_end_matches('/'))
        }
    };
    let identity = VkIdentity::new(
        transport,
        base,
        &config.vkid_client_id,
        &redirect,
        chance.clone(),
    );
    let seal = Seal::new(key);
    let calls = Arc::new(EmbeddedCalls::new(&seal.secret_for("calls")));
    let engine: Arc<dyn CallEngine> = match LiveKitCalls::of(config, clock.clone()) {
        Some(livekit) => Arc::new(livekit),
        None => calls.clone(),
    };
    let core = Arc::new(Core {
        calls: engine,
        storage: kept,
        clock,
        chance,
        bus: hub.clone(),
        identity: Arc::new(identity),
        passwords,
        seal,
        settings: config.settings(),
        log_watch: LogWatch::default(),
        uploads: Uploads::new(data.join("uploads")),
    });
    Ok(Started {
        core,
        hub,
        calls,
        storage,
        assets,
        post,
        vkid,
    })
}

/// The routes of a running server.
pub fn router(
    started: &Started,
    config: &Config,
    demo: Option<Vec<model::views::DemoPerson>>,
) -> Router {
    web::router(started, config, demo)
}
