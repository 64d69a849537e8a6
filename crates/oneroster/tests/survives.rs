//! Whatever the bytes, reading ends with an answer.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::io::Cursor;

use oneroster::{Limits, read_zip};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_archive(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(read_zip(Cursor::new(bytes), "x.zip", &Limits::default()).is_err());
    }

    #[test]
    fn damaged_archive(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut zip = common::zipped(&common::files());
        let at = at.index(zip.len());
        zip[at] = byte;
        let _ = read_zip(Cursor::new(zip), "x.zip", &Limits::default());
    }

    #[test]
    fn any_file(file in 0..9usize, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut files: Vec<_> =
            common::files().into_iter().map(|(n, t)| (n, t.into_bytes())).collect();
        files[file].1 = bytes;
        let _ = common::read(&files);
    }

    #[test]
    fn damaged_file(
        file in 0..9usize,
        at in any::<prop::sample::Index>(),
        byte in prop::sample::select(b"\",\n\r\xFFa".to_vec()),
    ) {
        let mut files: Vec<_> =
            common::files().into_iter().map(|(n, t)| (n, t.into_bytes())).collect();
        let text = &mut files[file].1;
        let at = at.index(text.len());
        text[at] = byte;
        if let Err(faults) = common::read(&files) {
            let lines = 16;
            prop_assert!(faults.list.iter().all(|f| f.line <= lines));
            prop_assert!(!faults.list.is_empty());
        }
    }
}
