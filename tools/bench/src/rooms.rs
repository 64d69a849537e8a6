//! Who sits in which chat: asked of the server itself.

use crate::{Result, crowd::Crowd, messages::Room};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

/// The first words of a page.
pub const HELLO: &[u8] = br#"{"do":"hello","known":[]}"#;
/// An answer that has not come by then does not come.
const PATIENCE: u32 = 600;

#[derive(Deserialize)]
struct Welcome {
    chats: Vec<Chat>,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
    kind: String,
}

/// Waits until every seat from `from` on has been welcomed; tells the chats of each.
pub fn welcomed(crowd: &mut Crowd, from: usize, seats: usize) -> Result<BTreeMap<usize, Vec<i64>>> {
    let mut chats = BTreeMap::new();
    for _ in 0..PATIENCE {
        if chats.len() == seats {
            return Ok(chats);
        }
        crowd.turn(Duration::from_millis(100), |seat, text, _| {
            if seat >= from
                && text.starts_with(br#"{"is":"welcome""#)
                && let Ok(welcome) = serde_json::from_slice::<Welcome>(text)
            {
                let own = welcome.chats.into_iter();
                // Class chats: each person is in one, so that every socket hears one chat.
                let classes = own.filter(|chat| chat.kind == "class");
                chats.insert(seat, classes.map(|chat| chat.id).collect());
            }
        })?;
    }
    Err(format!("{} of {seats} sockets were welcomed", chats.len()).into())
}

/// Seats `count` chats with `size` sockets each. Where a class is smaller, some of its people have
/// a second device.
pub fn seat(
    crowd: &mut Crowd,
    host: &str,
    cookies: &[String],
    count: usize,
    size: usize,
) -> Result<Vec<Room>> {
    let mut scouts = Vec::new();
    for cookie in cookies {
        scouts.push(crowd.join(host, cookie, HELLO)?);
    }
    let first = scouts.first().copied().unwrap_or_default();
    let known = welcomed(crowd, first, scouts.len())?;
    let mut members: BTreeMap<i64, Vec<(usize, &String)>> = BTreeMap::new();
    for (seat, chats) in &known {
        for chat in chats {
            let cookie = &cookies[seat - first];
            members.entry(*chat).or_default().push((*seat, cookie));
        }
    }
    let mut largest: Vec<_> = members.into_iter().collect();
    largest.sort_by_key(|(chat, members)| (std::cmp::Reverse(members.len()), *chat));
    largest.truncate(count);
    if largest.len() < count {
        return Err(format!("only {} chats of classes, not {count}", largest.len()).into());
    }
    let mut taken = BTreeSet::new();
    let mut rooms = Vec::new();
    for (chat, members) in &largest {
        let mut free = members.iter().filter(|(seat, _)| !taken.contains(seat));
        let mut seats: Vec<usize> = free.by_ref().take(size).map(|(seat, _)| *seat).collect();
        taken.extend(seats.iter().copied());
        let mut devices = members.iter().cycle();
        while seats.len() < size
            && let Some((_, cookie)) = devices.next()
        {
            seats.push(crowd.join(host, cookie, HELLO)?);
        }
        rooms.push(Room { chat: *chat, seats });
    }
    let kept: BTreeSet<usize> = rooms.iter().flat_map(|room| room.seats.clone()).collect();
    for scout in scouts {
        if !kept.contains(&scout) {
            crowd.leave(scout);
        }
    }
    let later = first + known.len();
    let second = kept.iter().filter(|seat| **seat >= later).count();
    welcomed(crowd, later, second)?;
    Ok(rooms)
}
