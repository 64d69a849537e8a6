//! SIGKILL under load, many times in a row.

use crate::{
    school::{School, kept},
    server::Server,
    writer::{Count, Writer},
};
use std::{collections::BTreeSet, path::Path, sync::Arc, time::Duration};
use tokio::{task::JoinSet, time::timeout};

/// Writers in the class's chat.
const WRITERS: usize = 6;
/// Longer than any round takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many times the server is killed: `ZVONOK_KILLS`, or 50.
fn kills() -> usize {
    let said = std::env::var("ZVONOK_KILLS").ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(50)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_acknowledged_survives_every_kill() {
    let school = School::prepare(WRITERS).await;
    let data = school.data();
    let count = Arc::new(Count::default());
    let mut writers: Vec<Writer> = school
        .pupils
        .iter()
        .map(|pupil| Writer::new(pupil, school.chat))
        .collect();
    for round in 0..kills() {
        if round % 10 == 9 {
            // Killed while it opens its data.
            let mut child = Server::start_only(&data);
            child.kill().expect("it ran");
            child.wait().expect("it is gone");
            continue;
        }
        let server = Server::start(&data);
        // Another moment each time: at the first acknowledgement, and amid dozens.
        let target = count.now() + 1 + round * 11 % 60;
        writers = round_of(writers, server, &count, target).await;
    }
    let server = Server::start(&data);
    writers = all(writers, &server.address(), 0, &count).await;
    for writer in &writers {
        assert!(writer.waiting.is_empty(), "everything was sent again");
    }
    assert!(server.stop().success(), "it stops in order");
    compare(&school, &data, &writers).await;
    println!(
        "{} kills, {} messages acknowledged, of them {} kept before a kill and told after it",
        kills(),
        count.now(),
        count.caught()
    );
}

/// Writes until enough is acknowledged, kills, and waits until every writer has noticed.
async fn round_of(
    writers: Vec<Writer>,
    server: Server,
    count: &Arc<Count>,
    target: usize,
) -> Vec<Writer> {
    let address = server.address();
    let writing = tokio::spawn({
        let count = Arc::clone(count);
        async move { all(writers, &address, 1_000, &count).await }
    });
    let enough = timeout(PATIENCE, count.reach(target)).await;
    server.kill();
    let writers = timeout(PATIENCE, writing)
        .await
        .expect("the writers notice");
    let writers = writers.expect("no writer was told anything wrong");
    enough.expect("messages are acknowledged");
    writers
}

async fn all(writers: Vec<Writer>, address: &str, new: usize, count: &Arc<Count>) -> Vec<Writer> {
    let mut connected = JoinSet::new();
    for mut writer in writers {
        let (address, count) = (address.to_owned(), Arc::clone(count));
        connected.spawn(async move {
            // The end of a connection is what this test is about.
            let _ = writer.connect(&address, new, &count).await;
            writer
        });
    }
    connected.join_all().await
}

/// What lies on the disk, against all that was promised.
pub async fn compare(school: &School, data: &Path, writers: &[Writer]) {
    let (messages, read) = kept(data, school).await;
    let numbers: Vec<i64> = messages.iter().map(|message| message.seq).collect();
    let expected: Vec<i64> = (1..=messages.len() as i64).collect();
    assert_eq!(numbers, expected, "numbers without a gap");
    let texts: BTreeSet<&str> = messages.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts.len(), messages.len(), "none is there twice");
    for writer in writers {
        for (key, seq) in &writer.acknowledged {
            let message = &messages[usize::try_from(seq - 1).expect("a number")];
            assert_eq!(&message.key, key, "what was acknowledged as {seq}");
            assert_eq!(message.text, format!("Сообщение {key}"));
            assert_eq!(message.author, writer.pupil.id);
        }
        for (seq, (author, key)) in &writer.held {
            let message = &messages[usize::try_from(seq - 1).expect("a number")];
            assert_eq!(
                (message.author, &message.key),
                (*author, key),
                "what was shown as {seq}"
            );
        }
        let read = read[&writer.pupil.id];
        assert!(
            read >= writer.read,
            "the cursor moved from {} to {read}",
            writer.read
        );
    }
}
