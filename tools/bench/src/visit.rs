//! A person with a browser, as far as the server can tell: HTTP with cookies, no page run.

use crate::Result;
use reqwest::{
    Client, RequestBuilder, Response, StatusCode,
    header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Somebody who can sign in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Person {
    /// Name of the organisation, as the sign-in page lists it.
    pub organisation: String,
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// Cookies of a session that has been opened.
    #[serde(default)]
    pub cookie: String,
}

/// The browser of one person.
pub struct Browser {
    client: Client,
    base: String,
    cookies: BTreeMap<String, String>,
    encodings: &'static str,
    from: Option<String>,
}

/// A client that all browsers share.
pub fn client() -> Result<Client> {
    Ok(Client::builder().redirect(Policy::none()).build()?)
}

impl Browser {
    /// An empty browser.
    pub fn new(client: &Client, host: &str) -> Self {
        Self {
            client: client.clone(),
            base: format!("http://{host}"),
            cookies: BTreeMap::new(),
            encodings: "identity",
            from: None,
        }
    }

    /// Comes from an address of its own, as far as a server behind a proxy can tell.
    pub fn from(mut self, address: String) -> Self {
        self.from = Some(address);
        self
    }

    /// Asks for pages compressed, as browsers do, and does not read them.
    pub fn compressed(mut self) -> Self {
        self.encodings = "gzip, deflate, br, zstd";
        self
    }

    /// A browser with a person's cookies.
    pub fn of(client: &Client, host: &str, cookie: &str) -> Self {
        let mut browser = Self::new(client, host);
        for pair in cookie.split("; ") {
            if let Some((name, value)) = pair.split_once('=') {
                browser.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        browser
    }

    /// Its cookies as a header.
    pub fn cookie(&self) -> String {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    /// Asks for a page; the page must be there. Returns its text, unless it is compressed.
    pub async fn get(&mut self, path: &str) -> Result<String> {
        let response = self.send(self.client.get(self.address(path))).await?;
        if response.status() != StatusCode::OK {
            let to = location(response.headers()).unwrap_or_default();
            return Err(format!("{path}: {} {to}", response.status()).into());
        }
        Ok(response.text().await?)
    }

    /// Asks for an address that leads elsewhere; returns where.
    pub async fn follow(&mut self, path: &str) -> Result<String> {
        let response = self.send(self.client.get(self.address(path))).await?;
        led(path, &response)
    }

    /// Sends a form; returns where it leads.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Result<String> {
        let response = self
            .send(self.client.post(self.address(path)).form(form))
            .await?;
        led(path, &response)
    }

    /// Signs in, staying signed in.
    pub async fn sign_in(&mut self, who: &Person) -> Result<()> {
        let form = [
            ("scope", "school"),
            ("org_text", who.organisation.as_str()),
            ("login", who.login.as_str()),
            ("password", who.password.as_str()),
            ("remember", "1"),
        ];
        let to = self.post("/sign-in", &form).await?;
        if to.starts_with("/sign-in") {
            return Err(format!("{} could not sign in", who.login).into());
        }
        Ok(())
    }

    fn address(&self, path: &str) -> String {
        if path.starts_with("http://") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        }
    }

    async fn send(&mut self, request: RequestBuilder) -> Result<Response> {
        let request = match &self.from {
            Some(address) => request.header("x-forwarded-for", address),
            None => request,
        };
        let response = request
            .header(COOKIE, self.cookie())
            .header("sec-fetch-site", "same-origin")
            .header("accept", "text/html")
            .header("accept-encoding", self.encodings)
            .send()
            .await?;
        for line in response.headers().get_all(SET_COOKIE) {
            let pair = line.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(response)
    }
}

fn location(headers: &HeaderMap) -> Option<&str> {
    headers.get(LOCATION)?.to_str().ok()
}

fn led(path: &str, response: &Response) -> Result<String> {
    match location(response.headers()) {
        Some(to) if response.status() == StatusCode::SEE_OTHER => Ok(to.to_owned()),
        _ => Err(format!("{path}: {}", response.status()).into()),
    }
}
