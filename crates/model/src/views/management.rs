use crate::{ChatId, ChatKind, ClassId};
use serde::{Deserialize, Serialize};

/// A row of «Управление чатами» (CM-01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedChat {
    /// `None` for an automatic chat that waits for its first linked member.
    pub id: Option<ChatId>,
    /// Kind.
    pub kind: ChatKind,
    /// Name.
    pub name: String,
    /// What stands in the square.
    pub tile: String,
    /// Hue of the square.
    pub hue: u8,
    /// «4А», for filtering; empty for the staff chat.
    pub class: String,
    /// Members who have linked.
    pub linked: u32,
    /// Members there will be.
    pub expected: u32,
    /// Whether the reader is a member and may open it.
    pub member: bool,
}

/// The page «Управление чатами».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Management {
    /// Chats of the own load, or of the school for its administrator.
    pub chats: Vec<ManagedChat>,
    /// Classes and subjects that a subject chat may be added for; empty for who teaches nothing.
    pub options: Vec<AddClass>,
}

/// A class that one teaches in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddClass {
    /// Class.
    pub id: ClassId,
    /// «4А»
    pub name: String,
    /// What one teaches there.
    pub groups: Vec<AddGroup>,
}

/// A subject, or one study group of it, that one teaches in a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddGroup {
    /// Study group.
    pub id: ClassId,
    /// «Английский язык», or «Английский язык (1 группа)».
    pub subject: String,
    /// The name the chat will have (CM-06).
    pub chat_name: String,
    /// What stands in the square.
    pub tile: String,
    /// Hue of the square.
    pub hue: u8,
    /// Pupils who study it.
    pub pupils: u32,
    /// Of these, linked.
    pub linked: u32,
    /// The chat, when it is there already.
    pub chat: Option<ChatId>,
}
