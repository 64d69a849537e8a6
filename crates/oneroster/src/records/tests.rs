use proptest::prelude::*;

use super::{Record, Records};
use crate::{Limits, Reason};

type Read = (u64, Vec<String>, Option<(usize, Reason)>);

fn all(bytes: &[u8], limits: &Limits) -> Vec<Read> {
    let mut records = Records::new(bytes, limits).unwrap();
    let mut record = Record::default();
    let mut out = Vec::new();
    while records.read(&mut record).unwrap() {
        let fields = record
            .fields()
            .map(|f| String::from_utf8_lossy(f).into_owned())
            .collect();
        out.push((record.line, fields, record.fault.clone()));
    }
    out
}

fn fields(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    all(bytes, &Limits::default())
        .into_iter()
        .map(|(line, fields, _)| (line, fields))
        .collect()
}

fn rows(expected: &[(u64, &[&str])]) -> Vec<(u64, Vec<String>)> {
    expected
        .iter()
        .map(|(l, f)| (*l, f.iter().map(|s| s.to_string()).collect()))
        .collect()
}

#[test]
fn line_ends_and_lines() {
    let expected = rows(&[
        (1, &["a", "b"]),
        (2, &["c", ""]),
        (4, &["d\ne", "f"]),
        (6, &["g", "h"]),
    ]);
    assert_eq!(fields(b"a,b\nc,\n\n\"d\ne\",f\ng,h\n"), expected);
    assert_eq!(fields(b"a,b\r\nc,\r\n\r\n\"d\ne\",f\r\ng,h"), expected);
    assert_eq!(fields(b"\xEF\xBB\xBFa,b\rc,\r\r\"d\ne\",f\rg,h"), expected);
}

#[test]
fn quotes() {
    assert_eq!(
        fields(b"\"a,\"\"b\"\"\",5\" x,\"\"\n"),
        rows(&[(1, &["a,\"b\"", "5\" x", ""])])
    );
}

#[test]
fn broken_quotes() {
    let limits = Limits::default();
    let read = all(b"a,b\n\"c\"d,e\nf,\"g\nh,i\n", &limits);
    assert_eq!(
        read[1].2,
        Some((0, Reason::BadCsv("text follows a closing quote")))
    );
    assert_eq!((read[2].0, read.len()), (3, 3));
    assert_eq!(
        read[2].2,
        Some((1, Reason::BadCsv("a quote is opened and never closed")))
    );
}

#[test]
fn limits() {
    let limits = Limits {
        max_columns: 2,
        max_field_bytes: 3,
        ..Limits::default()
    };
    let read = all(b"abc,d\nabcd,e\na,b,c\nf,g", &limits);
    assert_eq!(read[0].2, None);
    assert_eq!(read[1].2, Some((0, Reason::TooLarge { limit: 3 })));
    assert_eq!(read[2].2, Some((2, Reason::TooManyColumns { limit: 2 })));
    assert_eq!(read[3].1, ["f", "g"]);

    let limits = Limits {
        max_file_bytes: 10,
        ..Limits::default()
    };
    assert!(Records::new(&b"0123456789"[..], &limits).is_ok());
    let over = Records::new(&b"0123456789a"[..], &limits);
    assert!(matches!(over, Err(Reason::TooLarge { limit: 10 })));
}

proptest! {
    /// What the `csv` crate writes is read back, with lines where the text has them.
    #[test]
    fn agrees_with_csv(
        table in prop::collection::vec(prop::collection::vec("[a\", \r\n€]{0,5}", 3), 1..8),
        crlf: bool,
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let read = all(&bytes, &Limits::default());
        let mut line = 1;
        for (row, (at, fields, fault)) in table.iter().zip(&read) {
            prop_assert_eq!(*at, line);
            prop_assert_eq!(fields, row);
            prop_assert!(fault.is_none());
            line += 1 + row.iter().map(|f| f.matches('\n').count() as u64).sum::<u64>();
        }
        prop_assert_eq!(table.len(), read.len());
    }

    /// Any bytes come to an end without a panic, and no field outgrows its limit.
    #[test]
    fn survives_anything(bytes in prop::collection::vec(prop::sample::select(b"ab\",\r\n\xFF".to_vec()), 0..200)) {
        let limits = Limits { max_columns: 4, max_field_bytes: 8, ..Limits::default() };
        for (_, fields, _) in all(&bytes, &limits) {
            prop_assert!(fields.len() <= 4);
        }
    }
}
