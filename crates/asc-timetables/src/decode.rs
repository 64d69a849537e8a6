//! From bytes to text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};

use crate::{Fault, Reason};

/// How far the XML declaration is looked for; a longer one is none.
const DECLARATION_BYTES: usize = 256;

/// Decodes by the byte-order mark, else by the XML declaration, else as UTF-8 (XML 1.0, F).
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        if encoding != UTF_8 {
            let reason = Reason::UnsupportedEncoding;
            return Err(Fault::new(1, "", "encoding", encoding.name(), reason));
        }
        return utf8(&bytes[length..]);
    }
    let Some(label) = declared(bytes) else {
        return utf8(bytes);
    };
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding == UTF_8 => utf8(bytes),
        Some(encoding) if encoding == WINDOWS_1251 => {
            // Every byte means something in this encoding, so nothing can be malformed.
            Ok(WINDOWS_1251.decode_without_bom_handling(bytes).0)
        }
        _ => Err(Fault::new(
            1,
            "",
            "encoding",
            &label,
            Reason::UnsupportedEncoding,
        )),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = &bytes[..e.valid_up_to()];
        let line = 1 + before.iter().filter(|b| **b == b'\n').count() as u64;
        Fault::new(line, "", "", "", Reason::NotUtf8)
    })?;
    Ok(Cow::Borrowed(text))
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let head = String::from_utf8_lossy(head.strip_prefix(b"<?xml")?);
    let (declaration, _) = head.split_once("?>")?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (label, _) = rest[1..].split_once(quote)?;
    Some(label.to_owned())
}
