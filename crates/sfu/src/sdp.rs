//! The text of session descriptions, as far as str0m has no word for it: which sections there are,
//! which are left out, and whose stream a section carries.
//!
//! A client that uses one connection for both ways offers sections «recvonly» in advance. Those
//! that carry nothing are made «inactive» before the offer is taken: then nothing is announced,
//! reported or padded there. The answer names the streams as LiveKit's clients read them.

use std::collections::HashMap;

/// Longest description that is read.
pub(crate) const LONGEST: usize = 768 * 1024;
/// Most sections in one.
pub(crate) const SECTIONS: usize = 400;

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Audio,
    Video,
    /// Data channels.
    Data,
}

/// Who sends, as the description says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    SendReceive,
    Send,
    Receive,
    Inactive,
}

/// A section of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) kind: Kind,
    pub(crate) mid: String,
    pub(crate) way: Way,
    /// Second word of `a=msid`: the client's name of the track it sends.
    pub(crate) track: Option<String>,
    /// Layers it sends, in the order of `a=simulcast:send`.
    pub(crate) rids: Vec<String>,
}

/// Name of a stream and of its track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) stream: String,
    pub(crate) track: String,
}

/// Whether a description names tracks otherwise than the page that announces them does, as
/// Firefox's do: there the order of announcements tells which is which.
pub(crate) fn renames(sdp: &str) -> bool {
    let origin = sdp.lines().find(|line| line.starts_with("o="));
    origin.is_some_and(|line| line.starts_with("o=mozilla"))
}

/// The sections, or nothing when there are too many or one has no name.
pub(crate) fn sections(sdp: &str) -> Option<Vec<Section>> {
    if sdp.len() > LONGEST {
        return None;
    }
    let mut found: Vec<Section> = Vec::new();
    for line in sdp.lines() {
        if let Some(media) = line.strip_prefix("m=") {
            let kind = match media.split(' ').next() {
                Some("audio") => Kind::Audio,
                Some("video") => Kind::Video,
                Some("application") => Kind::Data,
                _ => return None,
            };
            if found.len() == SECTIONS {
                return None;
            }
            found.push(Section {
                kind,
                mid: String::new(),
                way: Way::SendReceive,
                track: None,
                rids: Vec::new(),
            });
        } else if let Some(section) = found.last_mut() {
            read(section, line);
        }
    }
    let named = found.iter().all(|one| !one.mid.is_empty());
    (named && !found.is_empty()).then_some(found)
}

fn read(section: &mut Section, line: &str) {
    if let Some(way) = way(line) {
        section.way = way;
    } else if let Some(mid) = line.strip_prefix("a=mid:") {
        mid.clone_into(&mut section.mid);
    } else if let Some(msid) = line.strip_prefix("a=msid:") {
        section.track = msid.split(' ').nth(1).map(str::to_owned);
    } else if let Some(layers) = line.strip_prefix("a=simulcast:send ") {
        let layers = layers.split([' ', ';']).take(4);
        section.rids = layers
            .map(|rid| rid.trim_start_matches('~').to_owned())
            .collect();
    }
}

fn way(line: &str) -> Option<Way> {
    match line {
        "a=sendrecv" => Some(Way::SendReceive),
        "a=sendonly" => Some(Way::Send),
        "a=recvonly" => Some(Way::Receive),
        "a=inactive" => Some(Way::Inactive),
        _ => None,
    }
}

/// The offer with every section «inactive» that would only receive and is not `used`.
pub(crate) fn narrow(offer: &str, used: impl Fn(&str) -> bool) -> String {
    rewrite(offer, |mid, line| {
        (line == "a=recvonly" && !used(mid)).then(|| "a=inactive".to_owned())
    })
}

/// The answer with the names of the streams that its sections carry.
pub(crate) fn name_streams(answer: &str, label: impl Fn(&str) -> Option<Label>) -> String {
    rewrite(answer, |mid, line| {
        let label = label(mid)?;
        let named = format!("{} {}", label.stream, label.track);
        if line.starts_with("a=msid:") {
            return Some(format!("a=msid:{named}"));
        }
        let rest = line.strip_prefix("a=ssrc:")?;
        let (number, attribute) = rest.split_once(' ')?;
        attribute
            .starts_with("msid:")
            .then(|| format!("a=ssrc:{number} msid:{named}"))
    })
}

/// The answer with redundant sound (RED, RFC 2198) behind the sound alone, in the sections `of`
/// which it is not wanted: browsers send in the first of the formats, and str0m puts RED first.
pub(crate) fn sound_once(answer: &str, of: impl Fn(&str) -> bool) -> String {
    let mut formats: HashMap<&str, &str> = HashMap::new();
    let (mut mid, mut red) = (None, None);
    for line in answer.lines() {
        if line.starts_with("m=") {
            (mid, red) = (None, None);
        } else if let Some(name) = line.strip_prefix("a=mid:") {
            mid = Some(name);
        } else if let Some((format, "red/48000/2")) = rtpmap(line) {
            red = Some(format);
        }
        if let (Some(mid), Some(red)) = (mid, red) {
            formats.insert(mid, red);
        }
    }
    rewrite(answer, |mid, line| {
        let red = formats.get(mid).filter(|_| of(mid))?;
        let words = line.strip_prefix("m=audio ")?.split(' ');
        let others = words.filter(|format| format != red);
        let all: Vec<&str> = others.chain([*red]).collect();
        Some(format!("m=audio {}", all.join(" ")))
    })
}

fn rtpmap(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("a=rtpmap:")?.split_once(' ')
}

/// Every line of a section through `change`, with the name of its section.
fn rewrite(sdp: &str, change: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut out = String::with_capacity(sdp.len());
    let mut section: Vec<&str> = Vec::new();
    let mut flush = |section: &mut Vec<&str>| {
        let mid = section.iter().find_map(|line| line.strip_prefix("a=mid:"));
        for line in section.drain(..) {
            match mid.and_then(|mid| change(mid, line)) {
                Some(changed) => out.push_str(&changed),
                None => out.push_str(line),
            }
            out.push_str("\r\n");
        }
    };
    for line in sdp.lines() {
        if line.starts_with("m=") {
            flush(&mut section);
        }
        section.push(line);
    }
    flush(&mut section);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFER: &str = "v=0\r\na=group:BUNDLE 0 1 2\r\n\
        m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=recvonly\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=msid:- cam\r\na=sendonly\r\n\
        a=rid:q send\r\na=simulcast:send q;h;~f\r\n\
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n";

    #[test]
    fn sections_are_read() {
        let found = sections(OFFER).expect("a description");
        let kinds: Vec<_> = found.iter().map(|one| (one.kind, one.way)).collect();
        assert_eq!(
            kinds,
            [
                (Kind::Audio, Way::Receive),
                (Kind::Video, Way::Send),
                (Kind::Data, Way::SendReceive)
            ]
        );
        assert_eq!(found[1].track.as_deref(), Some("cam"));
        assert_eq!(found[1].rids, ["q", "h", "f"]);
    }

    #[test]
    fn what_is_no_description_is_none() {
        let many = "m=audio 9 X 0\r\na=mid:0\r\n".repeat(SECTIONS + 1);
        for bad in [
            "",
            "v=0\r\n",
            "m=audio 9 X 0\r\n",
            "m=text 9 X\r\na=mid:0\r\n",
            &many,
        ] {
            assert_eq!(sections(bad), None);
        }
        assert_eq!(sections(&"x".repeat(LONGEST + 1)), None);
    }

    #[test]
    fn unused_sections_are_left_out_and_used_ones_named() {
        let narrowed = narrow(OFFER, |_| false);
        assert!(narrowed.contains("a=mid:0\r\na=inactive\r\n"));
        assert!(narrowed.contains("a=sendonly"), "what is sent stays");
        assert_eq!(narrow(OFFER, |mid| mid == "0"), OFFER);
        let answer = "v=0\r\nm=audio 9 X 111\r\na=mid:0\r\na=sendonly\r\na=msid:x y\r\n\
            a=ssrc:5 cname:z\r\na=ssrc:5 msid:x y\r\nm=audio 9 X 111\r\na=mid:1\r\na=msid:p q\r\n";
        let named = name_streams(answer, |mid| {
            (mid == "0").then(|| Label {
                stream: "PA_a|TR_b".into(),
                track: "TR_b".into(),
            })
        });
        assert!(named.contains("a=msid:PA_a|TR_b TR_b\r\n"));
        assert!(named.contains("a=ssrc:5 msid:PA_a|TR_b TR_b\r\n"));
        assert!(named.contains("a=ssrc:5 cname:z\r\n") && named.contains("a=msid:p q\r\n"));
    }

    #[test]
    fn redundant_sound_comes_last_where_it_is_not_wanted() {
        let answer = "v=0\r\nm=audio 9 X 63 111\r\na=mid:0\r\na=rtpmap:111 opus/48000/2\r\n\
            a=rtpmap:63 red/48000/2\r\nm=audio 9 X 63 111\r\na=rtpmap:63 red/48000/2\r\na=mid:1\r\n\
            m=audio 9 X 111\r\na=mid:2\r\nm=video 9 X 96\r\na=mid:3\r\n";
        let first = answer.replacen("63 111", "111 63", 1);
        assert_eq!(sound_once(answer, |mid| mid == "0"), first);
        assert_eq!(sound_once(answer, |_| false), answer);
        let both = answer.replace("X 63 111", "X 111 63");
        assert_eq!(sound_once(answer, |_| true), both);
    }
}
