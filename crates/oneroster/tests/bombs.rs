//! Packages that are made to hurt: refused with what and where, in bounded memory and time. Each is
//! read in a process of its own, which says how much memory it took at most.
#![allow(clippy::unwrap_used, missing_docs)]
#![cfg(target_os = "linux")]

mod common;

use common::{changed, files, one, replaced, told, zipped};
use oneroster::{Faults, Limits, Package, read_zip};
use std::{
    env,
    io::{self, Cursor, Read, Seek, SeekFrom, Write as _},
    process::Command,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const MIB: u64 = 1024 * 1024;
/// Seconds of work after which a process is ended.
const PATIENCE: &str = "30";

/// Runs a test in a process of its own that may take so many MiB.
fn bounded(test: &str, most: u64, run: impl FnOnce()) {
    if env::var("BOMB").is_ok_and(|name| name == test) {
        run();
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        println!("{test} took {} MiB", peak / 1024);
        assert!(
            peak / 1024 < most,
            "{test} took {} MiB of {most}",
            peak / 1024
        );
        return;
    }
    let done = Command::new("sh")
        .args(["-c", "ulimit -t \"$0\" && exec \"$@\"", PATIENCE])
        .arg(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env("BOMB", test)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success(),
        "{}: {said}{}",
        done.status,
        String::from_utf8_lossy(&done.stderr)
    );
    println!(
        "{}",
        said.lines()
            .find(|line| line.contains("took"))
            .unwrap_or_default()
    );
}

/// As in earnest, but with files small enough for a build without optimisation.
fn limits() -> Limits {
    Limits {
        max_file_bytes: MIB,
        ..Limits::default()
    }
}

fn read(zip: Vec<u8>) -> Result<Package, Faults> {
    read_zip(Cursor::new(zip), "bomb.zip", &limits())
}

/// The sound package, with one file made of so many equal bytes.
fn blown_up(name: &str, byte: u8, length: u64) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (known, text) in files() {
        zip.start_file(&known, SimpleFileOptions::default())
            .unwrap();
        if known == name {
            io::copy(&mut io::repeat(byte).take(length), &mut zip).unwrap();
        } else {
            zip.write_all(text.as_bytes()).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_file_that_unpacks_to_a_thousand_times_its_size() {
    bounded(
        "a_file_that_unpacks_to_a_thousand_times_its_size",
        48,
        || {
            let zip = blown_up("users.csv", b'a', 4 * MIB);
            assert!(zip.len() < 10_000, "{} bytes", zip.len());
            assert_eq!(told(read(zip)), one("users.csv", 1, "", "", "too-large"));
            // Nothing but quotes, and nothing but line ends.
            for byte in [b'"', b'\n'] {
                let told = told(read(blown_up("users.csv", byte, 4 * MIB)));
                assert_eq!((told[0].0.as_str(), told[0].4), ("users.csv", "too-large"));
            }
            // The manifest is read before any limit of a table.
            let told = told(read(blown_up("manifest.csv", b'a', 4 * MIB)));
            assert_eq!(
                (told[0].0.as_str(), told[0].4),
                ("manifest.csv", "too-large")
            );
        },
    );
}

#[test]
fn sizes_that_lie() {
    bounded("sizes_that_lie", 48, || {
        let size = 8 * MIB + 0x1234;
        let zip = blown_up("users.csv", b'a', size);
        // What the two headers of the entry say of its unpacked size.
        let length = u32::try_from(size).unwrap().to_le_bytes();
        let places: Vec<usize> = (0..zip.len() - 4)
            .filter(|at| zip[*at..*at + 4] == length)
            .collect();
        assert_eq!(places.len(), 2, "local and central");
        for lie in [0_u32, 10, u32::MAX - 1] {
            let mut lying = zip.clone();
            for at in &places {
                lying[*at..*at + 4].copy_from_slice(&lie.to_le_bytes());
            }
            let told = told(read(lying));
            assert_eq!(told[0].0, "users.csv", "{lie}: {told:?}");
            assert!(
                ["too-large", "io", "missing-column"].contains(&told[0].4),
                "{lie}: {told:?}"
            );
        }
    });
}

#[test]
fn archives_within_archives() {
    bounded("archives_within_archives", 48, || {
        let mut inner = blown_up("users.csv", b'a', 4 * MIB);
        for _ in 0..5 {
            inner = zipped(&[("package.zip", inner)]);
        }
        assert_eq!(
            told(read(inner.clone())),
            one("manifest.csv", 0, "", "", "missing-file")
        );
        let mut with: Vec<(String, Vec<u8>)> = files()
            .into_iter()
            .map(|(name, text)| (name, text.into_bytes()))
            .collect();
        with.iter_mut()
            .find(|(name, _)| name == "users.csv")
            .unwrap()
            .1 = inner;
        let told = told(read(zipped(&with)));
        assert_eq!(told[0].0, "users.csv", "{told:?}");
    });
}

#[test]
fn hundreds_of_thousands_of_entries() {
    bounded("hundreds_of_thousands_of_entries", 80, || {
        // Entries without content: the smallest that an archive can be filled with.
        let count = 300_000_u32;
        let local = b"PK\x03\x04\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0a";
        let mut zip = local.to_vec();
        let start = u32::try_from(zip.len()).unwrap();
        for number in 0..count {
            zip.extend_from_slice(b"PK\x01\x02\x0a\0\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
            zip.extend_from_slice(&number.to_le_bytes());
        }
        let size = u32::try_from(zip.len()).unwrap() - start;
        let place = zip.len() as u64;
        // The count needs the large form of the end.
        zip.extend_from_slice(b"PK\x06\x06");
        zip.extend_from_slice(&44_u64.to_le_bytes());
        zip.extend_from_slice(&[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for number in [
            count.into(),
            count.into(),
            u64::from(size),
            u64::from(start),
        ] {
            zip.extend_from_slice(&u64::to_le_bytes(number));
        }
        zip.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        zip.extend_from_slice(&place.to_le_bytes());
        zip.extend_from_slice(&1_u32.to_le_bytes());
        zip.extend_from_slice(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff");
        zip.extend_from_slice(&size.to_le_bytes());
        zip.extend_from_slice(&start.to_le_bytes());
        zip.extend_from_slice(&[0, 0]);
        let limits = Limits::default();
        let read = read_zip(Cursor::new(zip), "bomb.zip", &limits);
        assert_eq!(told(read), one("bomb.zip", 0, "", "", "too-many-files"));
    });
}

#[test]
fn a_row_of_a_million_columns() {
    bounded("a_row_of_a_million_columns", 80, || {
        let wide = format!("sourcedId,name,type{}", ",x".repeat(1_000_000));
        let names: String = (0..300).map(|number| format!(",c{number}")).collect();
        let wide_header = format!("sourcedId,name,type{names}{}", ",x".repeat(1_000_000));
        let sound = common::files();
        let orgs = &sound.iter().find(|(name, _)| name == "orgs.csv").unwrap().1;
        let told_of = |text: &str| told(common::read(&replaced("orgs.csv", text)));
        assert_eq!(
            told_of(&format!("{wide_header}\n")),
            one("orgs.csv", 1, "", "", "too-many-columns")
        );
        let told = told_of(&format!("{orgs}{wide}\n"));
        assert_eq!((told[0].1, told[0].4), (3, "too-many-columns"), "{told:?}");
        // A thousand such rows are as good as one.
        let many = format!("{orgs}{}", format!("{}\n", &wide[..16_000]).repeat(1_000));
        let told = told_of(&many);
        assert_eq!(told.len(), Limits::default().max_faults);
    });
}

#[test]
fn one_enormous_field() {
    bounded("one_enormous_field", 64, || {
        let huge = "ё".repeat(400_000);
        let told = told(read(zipped(&changed(
            "users.csv",
            "u2,TRUE,bob",
            &format!("u2,TRUE,{huge}"),
        ))));
        assert_eq!(
            (told[0].1, told[0].2.as_str(), told[0].4),
            (3, "username", "too-large")
        );
        assert!(told[0].3.len() < 200, "a fault is short");
        // A quote that nobody closes makes the rest of the file one field.
        let rest = "u3,true,x,y,z,,\n".repeat(50_000);
        let open = changed("users.csv", "u2,TRUE,bob", "u2,TRUE,\"bob");
        let open = replaced("users.csv", &format!("{}{rest}", open[5].1));
        let told = common::told(read(zipped(&open)));
        assert_eq!((told[0].1, told[0].4), (3, "bad-csv"), "{told:?}");
    });
}

#[test]
fn bytes_that_are_no_text() {
    bounded("bytes_that_are_no_text", 48, || {
        let zip = blown_up("users.csv", 0xff, MIB / 2);
        let told = told(read(zip));
        assert_eq!(told[0].0, "users.csv");
        let mut bytes: Vec<(String, Vec<u8>)> = files()
            .into_iter()
            .map(|(name, text)| (name, text.into_bytes()))
            .collect();
        bytes[5]
            .1
            .extend_from_slice(&b"u\xc3\x28,true,\xed\xa0\x80,\xf8,\xfe\xff,,\n".repeat(100_000));
        let told = common::told(read(zipped(&bytes)));
        assert_eq!(told.len(), Limits::default().max_faults);
        assert!(
            told.iter().all(|fault| fault.4 == "not-utf8"),
            "{:?}",
            told[0]
        );
    });
}

/// A package whose enrollments are made up as they are read: nobody holds them.
struct Endless {
    head: Vec<u8>,
    rows: u64,
    tail: Vec<u8>,
    at: u64,
    /// Bytes that were asked for.
    asked: u64,
}

/// `00000001,k1,o1,u2,student,` and a line end.
const ROW: u64 = 27;

impl Endless {
    fn new(rows: u64) -> Self {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, text) in files() {
            if name != "enrollments.csv" {
                zip.start_file(&name, stored).unwrap();
                zip.write_all(text.as_bytes()).unwrap();
            }
        }
        zip.start_file("enrollments.csv", stored).unwrap();
        let header = "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n";
        zip.write_all(header.as_bytes()).unwrap();
        let zip = zip.finish().unwrap().into_inner();
        // The rows go in behind the header; the sizes in the headers are made to fit.
        let whole = (header.len() as u64 + rows * ROW) as u32;
        let header_size = (header.len() as u32).to_le_bytes();
        let place = zip
            .windows(header.len())
            .position(|w| w == header.as_bytes())
            .unwrap();
        let (head, tail) = zip.split_at(place + header.len());
        let (mut head, mut tail) = (head.to_vec(), tail.to_vec());
        let name = b"enrollments.csv";
        let local = head.windows(name.len()).rposition(|w| w == name).unwrap() - 30;
        let central = tail.windows(name.len()).rposition(|w| w == name).unwrap() - 46;
        for (bytes, at) in [(&mut head, local + 18), (&mut tail, central + 20)] {
            assert_eq!(bytes[at..at + 4], header_size);
            bytes[at..at + 4].copy_from_slice(&whole.to_le_bytes());
            bytes[at + 4..at + 8].copy_from_slice(&whole.to_le_bytes());
        }
        let end = tail.len() - 6;
        let directory = u32::from_le_bytes(tail[end..end + 4].try_into().unwrap());
        let moved = directory + (rows * ROW) as u32;
        tail[end..end + 4].copy_from_slice(&moved.to_le_bytes());
        Self {
            head,
            rows,
            tail,
            at: 0,
            asked: 0,
        }
    }

    fn length(&self) -> u64 {
        self.head.len() as u64 + self.rows * ROW + self.tail.len() as u64
    }
}

impl Read for &mut Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (head, rows) = (self.head.len() as u64, self.rows * ROW);
        let piece = if self.at < head {
            self.head[self.at as usize..].to_vec()
        } else if self.at < head + rows {
            let place = self.at - head;
            let first = place / ROW;
            let some: String = (first..self.rows.min(first + 64))
                .map(|n| format!("{n:08},k1,o1,u2,student,\n"))
                .collect();
            some.into_bytes()[(place % ROW) as usize..].to_vec()
        } else {
            let at = (self.at - head - rows).min(self.tail.len() as u64) as usize;
            self.tail[at..].to_vec()
        };
        let length = piece.len().min(buffer.len());
        buffer[..length].copy_from_slice(&piece[..length]);
        self.at += length as u64;
        self.asked += length as u64;
        Ok(length)
    }
}

impl Seek for &mut Endless {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[test]
fn ten_million_rows() {
    bounded("ten_million_rows", 128, || {
        assert!(Limits::default().max_rows < 10_000_000);
        let limits = Limits {
            max_rows: 100_000,
            ..Limits::default()
        };
        let mut package = Endless::new(10_000_000);
        let told = told(read_zip(&mut package, "bomb.zip", &limits));
        assert_eq!(
            told,
            one("enrollments.csv", 100_002, "", "", "too-many-rows")
        );
        assert!(
            package.asked < 101_000 * ROW + 64 * 1024,
            "{} bytes were read",
            package.asked
        );
        // As many as are allowed are read.
        let mut package = Endless::new(1_000);
        let read = read_zip(&mut package, "package.zip", &limits);
        // Their checksum is made up as well.
        assert_eq!(common::told(read)[0].4, "io");
    });
}
