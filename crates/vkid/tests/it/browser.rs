//! A browser with one cookie that fills in forms.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;
use vkid::Params;
use vkid::client::{Pkce, new_state};
use vkid::provider::ClientAddress;
use vkid::types::{AuthorizeRequest, Callback, Granted};

use crate::support::{BACK, CLIENT, SCOPE, World};

pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub cookie: Option<String>,
    pub body: String,
}

pub struct Browser<'w> {
    pub world: &'w World,
    pub cookie: Option<String>,
    pub address: [u8; 4],
    pub state: String,
    pub pkce: Pkce,
}

impl<'w> Browser<'w> {
    pub fn new(world: &'w World) -> Self {
        let pkce = Pkce::new(&*world.entropy);
        let state = new_state(&*world.entropy);
        Self {
            world,
            cookie: None,
            address: [192, 0, 2, 1],
            state,
            pkce,
        }
    }

    pub fn request(&self) -> AuthorizeRequest {
        let mut request = AuthorizeRequest::new(CLIENT, BACK, &self.state, &self.pkce.challenge);
        request.scope = SCOPE.into();
        request.lang_id = Some(0);
        request
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        request
            .extensions_mut()
            .insert(ClientAddress(self.address.into()));
        if let Some(cookie) = &self.cookie {
            let value = format!("other=1; vkid_flow={cookie}");
            request
                .headers_mut()
                .insert(header::COOKIE, value.parse().unwrap());
        }
        let answer = self.world.app.clone().oneshot(request).await.unwrap();
        let text = |name| {
            answer
                .headers()
                .get(name)
                .map(|v| v.to_str().unwrap().to_owned())
        };
        let (status, location, cookie) = (
            answer.status(),
            text(header::LOCATION),
            text(header::SET_COOKIE),
        );
        if let Some(set) = &cookie {
            let value = set
                .split(';')
                .next()
                .unwrap()
                .strip_prefix("vkid_flow=")
                .unwrap();
            self.cookie = (!value.is_empty()).then(|| value.to_owned());
        }
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        Answer {
            status,
            location,
            cookie,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    pub async fn get(&mut self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap())
            .await
    }

    /// A page, which must be there.
    pub async fn page(&mut self, path: &str) -> String {
        let answer = self.get(&format!("/vkid{path}")).await;
        assert_eq!(
            answer.status,
            StatusCode::OK,
            "{path} -> {:?}",
            answer.location
        );
        answer.body
    }

    pub async fn post_raw(&mut self, path: &str, fields: &Params) -> Answer {
        let request = Request::post(format!("/vkid{path}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(fields.encode()))
            .unwrap();
        self.send(request).await
    }

    /// Fills in the form of the page that is open, token and all, and follows to where it leads.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let at = if path == "/cancel" { "/phone" } else { path };
        let page = self.page(at).await;
        let token = page.split("name=\"form_token\" value=\"").nth(1).unwrap();
        let token = token.split('"').next().unwrap().to_owned();
        let params = fields
            .iter()
            .fold(Params::new(), |all, (name, value)| all.with(name, *value));
        let answer = self.post_raw(path, &params.with("form_token", token)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer
    }

    /// Posts and shows the page it leads to.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let next = self.post(path, fields).await.location.unwrap();
        let next = next.strip_prefix("/vkid").unwrap().to_owned();
        self.page(&next).await
    }

    /// Phone and code.
    pub async fn prove(&mut self, phone: &str) -> Answer {
        self.post("/phone", &[("phone", phone)]).await;
        let code = self.world.code();
        self.post("/code", &[("code", &code)]).await
    }

    /// The step that leads back to the application.
    pub async fn finish(&mut self, (path, fields): (&str, &[(&str, &str)])) -> (Granted, Pkce) {
        let answer = self.post(path, fields).await;
        (self.granted(&answer), self.pkce.clone())
    }

    pub fn granted(&self, answer: &Answer) -> Granted {
        callback(answer).verify(&self.state).unwrap()
    }
}

pub fn callback(answer: &Answer) -> Callback {
    let location = answer.location.as_deref().unwrap();
    let query = location
        .strip_prefix(BACK)
        .unwrap()
        .strip_prefix('?')
        .unwrap();
    Callback::parse(query).unwrap()
}
