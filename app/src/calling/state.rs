use serde::Deserialize;

/// How the call stands, as `frontend/call/call.js` tells it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct CallState {
    /// Where the person is.
    pub phase: Phase,
    /// Why the call is over for the person.
    pub end: End,
    /// Who is in it, the person first.
    pub people: Vec<Present>,
    /// What is turned on before the call.
    pub prepared: Prepared,
    /// Which devices are open, or would be.
    pub using: Using,
    /// Why something could not be turned on.
    pub failed: Failed,
    /// What is allowed.
    pub may: May,
    /// When the person was given the floor, milliseconds; 0: not yet.
    pub floor: i64,
    /// The browser holds sound back until something is pressed.
    pub silent: bool,
    /// The browser can show a screen.
    pub shares: bool,
}

/// Where the person is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the call.
    #[default]
    Idle,
    /// On the way in.
    Connecting,
    /// In the call.
    In,
    /// In it, with the connection being restored.
    Back,
    /// No longer.
    Out,
}

/// Why the call is over for the person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// It is not.
    #[default]
    #[serde(rename = "")]
    None,
    /// The person went.
    Left,
    /// It ended for everybody.
    Over,
    /// Somebody sent the person away.
    Removed,
    /// The person came in from another window.
    Elsewhere,
    /// The connection could not be restored.
    Lost,
}

/// Somebody in the call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Present {
    /// Number of the person.
    pub id: String,
    /// The person at this page.
    pub local: bool,
    /// Is seen.
    pub camera: bool,
    /// Is heard.
    pub microphone: bool,
    /// Shows the screen.
    pub screen: bool,
    /// Speaks now.
    pub speaking: bool,
    /// When the hand was raised, milliseconds; 0: it is not.
    pub hand: i64,
    /// The connection is bad.
    pub weak: bool,
}

/// What is turned on before the call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Prepared {
    /// Camera.
    pub camera: bool,
    /// Microphone.
    pub microphone: bool,
}

/// The browser's names of devices; empty: as the browser has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Using {
    /// Camera.
    pub camera: String,
    /// Microphone.
    pub microphone: String,
}

/// Why something could not be turned on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Failed {
    /// Camera.
    pub camera: Failure,
    /// Microphone.
    pub microphone: Failure,
    /// Screen.
    pub screen: Failure,
}

/// Why a device could not be turned on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// It could.
    #[default]
    #[serde(rename = "")]
    None,
    /// The person or the browser said no.
    Denied,
    /// There is none.
    Missing,
    /// Another program has it.
    Busy,
    /// The page is not at a secure address.
    Insecure,
    /// The teacher does not allow it.
    Forbidden,
    /// Something else.
    Other,
}

/// What is allowed in the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct May {
    /// Be seen.
    pub camera: bool,
    /// Be heard.
    pub microphone: bool,
    /// Show the screen.
    pub screen: bool,
}

impl Default for May {
    fn default() -> Self {
        Self {
            camera: true,
            microphone: true,
            screen: false,
        }
    }
}

/// A device of the person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Device {
    /// What it gives.
    pub kind: Source,
    /// The browser's name of it.
    pub id: String,
    /// Its own name.
    pub name: String,
}

/// What somebody sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Camera.
    Camera,
    /// Microphone.
    Microphone,
    /// Screen.
    Screen,
}

impl Source {
    /// The name in the client.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Source::Camera => "camera",
            Source::Microphone => "microphone",
            Source::Screen => "screen",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clients_words_are_understood() {
        let text = r#"{"phase":"back","end":"","people":[{"id":"7","local":true,"camera":true,
            "microphone":false,"screen":false,"speaking":false,"hand":0,"weak":false}],
            "prepared":{"camera":true,"microphone":false},
            "using":{"camera":"b6","microphone":""},
            "failed":{"camera":"","microphone":"denied","screen":""},
            "may":{"camera":true,"microphone":true,"screen":false},"floor":0,"silent":false,"shares":true}"#;
        let state: CallState = serde_json::from_str(text).expect("a state");
        assert_eq!((state.phase, state.end), (Phase::Back, End::None));
        assert_eq!(state.failed.microphone, Failure::Denied);
        assert!(state.people[0].camera && state.shares);
    }
}
