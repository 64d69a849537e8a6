//! 8:25: a school signs in, opens the schedule and the messenger.

use crate::{
    Result,
    ambient::{self, now},
    report::Stage,
    rooms::HELLO,
    stats::Times,
    visit::{Browser, Person, client},
    ws,
};
use reqwest::Client;
use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::JoinSet,
    time::{sleep_until, timeout},
};

/// What one person did, each with the seconds it took.
const STEPS: [&str; 5] = [
    "sign-in page",
    "signing in",
    "schedule",
    "messenger",
    "socket open and welcomed",
];
/// Longer than this nobody waits.
const PATIENCE: Duration = Duration::from_secs(60);

/// Everybody comes once, evenly over `length`. The sockets stay open to the end.
pub async fn run(
    host: &str,
    people: &[Person],
    length: Duration,
    server: Option<u32>,
) -> Result<Stage> {
    let client = client()?;
    let host: Arc<str> = host.into();
    let before = server.and_then(ambient::cpu);
    let began = tokio::time::Instant::from_std(now());
    let mut visits = JoinSet::new();
    for (number, who) in people.iter().enumerate() {
        let due = began + length.mul_f64(number as f64 / people.len() as f64);
        let (client, host, who) = (client.clone(), Arc::clone(&host), who.clone());
        visits.spawn(async move {
            sleep_until(due).await;
            timeout(PATIENCE, visit(&client, &host, &who)).await
        });
    }
    let mut times: [Times; 5] = Default::default();
    let mut failed = 0.0;
    let mut sockets = Vec::new();
    while let Some(done) = visits.join_next().await {
        match done? {
            Ok(Ok((took, socket))) => {
                for (all, one) in times.iter_mut().zip(took) {
                    all.add(one);
                }
                sockets.push(socket);
            }
            Ok(Err(fault)) => {
                if failed == 0.0 {
                    eprintln!("bench: {fault}");
                }
                failed += 1.0;
            }
            Err(_) => failed += 1.0,
        }
    }
    let took = (tokio::time::Instant::from_std(now()) - began).as_secs_f64();
    let after = server.and_then(ambient::cpu);
    let mut stage = Stage::new(format!(
        "8:25, everybody within {:.0} s",
        length.as_secs_f64()
    ));
    stage.add("people", people.len() as f64, "");
    stage.at_most("people for whom something failed", failed, "", 0.0);
    for (step, times) in STEPS.iter().zip(&mut times) {
        stage.add(&format!("{step}, p50"), times.percentile(0.5), "ms");
        stage.add(&format!("{step}, p99"), times.percentile(0.99), "ms");
    }
    if let (Some(before), Some(after)) = (before, after) {
        stage.add("server, share of one core", (after - before) / took, "");
        let each = (after - before) / people.len() as f64 * 1_000.0;
        stage.add("server CPU for one person", each, "ms");
    }
    if let Some(bytes) = server.and_then(ambient::memory) {
        stage.add("server memory, all sockets open", bytes / 1e6, "MB");
    }
    if let Some(bytes) = server.and_then(ambient::peak_memory) {
        stage.add("server memory, highest", bytes / 1e6, "MB");
    }
    drop(sockets);
    Ok(stage)
}

async fn visit(client: &Client, host: &str, who: &Person) -> Result<([f64; 5], TcpStream)> {
    let mut browser = Browser::new(client, host).compressed();
    let mut took = [0.0; 5];
    let began = now();
    browser.get("/sign-in").await?;
    took[0] = (now() - began).as_secs_f64();
    let began = now();
    browser.sign_in(who).await?;
    took[1] = (now() - began).as_secs_f64();
    let began = now();
    browser.get("/schedule").await?;
    took[2] = (now() - began).as_secs_f64();
    let began = now();
    browser.get("/messenger").await?;
    took[3] = (now() - began).as_secs_f64();
    let began = now();
    let mut socket = TcpStream::connect(host).await?;
    let mut words = ws::request(host, &browser.cookie()).into_bytes();
    ws::client_frame(HELLO, &mut words);
    socket.write_all(&words).await?;
    let mut got = Vec::new();
    loop {
        if socket.read_buf(&mut got).await? == 0 {
            return Err("the socket was closed".into());
        }
        if let Some(end) = memchr::memmem::find(&got, b"\r\n\r\n")
            && ws::first(&got[end + 4..]).is_some()
        {
            break;
        }
    }
    took[4] = (now() - began).as_secs_f64();
    Ok((took, socket))
}
