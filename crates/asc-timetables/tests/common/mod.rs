//! A small sound timetable, and ways to spoil it.
#![allow(dead_code, clippy::unwrap_used)]

use asc_timetables::{Faults, Limits, Timetable, read};

/// A small sound timetable; the line numbers below are its lines.
pub const SOUND: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<timetable ascttversion="2026.5.1" options="idprefix:%CHID,daynumbering1">
<periods><period name="1" period="1" starttime="8:30" endtime="09:10"/></periods>
<daysdefs><daysdef id="D" name="Any" days="10,01"/></daysdefs>
<weeksdefs><weeksdef id="W" name="All" weeks="11"/></weeksdefs>
<termsdefs><termsdef id="Y" name="Year" terms="1"/></termsdefs>
<subjects><subject id="S" name="Maths &amp; logic" short="M"/></subjects>
<teachers><teacher id="T" lastname="Lee"/></teachers>
<classrooms><classroom id="R" name="12"/></classrooms>
<classes><class id="C" name="1A"/><class id="C2" name="1B"/></classes>
<groups><group id="G" classid="C" name="Half" entireclass="0"/></groups>
<robots><robot id="R2" arms="2"><arm side="left"/></robot></robots>
<lessons>
<lesson id="L" classids="C,C2" subjectid="S" teacherids="T" groupids="G" classroomids="R" periodspercard="2" daysdefid="D" weeksdefid="W" termsdefid="Y"/>
</lessons>
<cards>
<card lessonid="L" period="1" days="01" weeks="10" terms="" classroomids="R"/>
<card lessonid="L" period="" days="" weeks="" terms="" classroomids=""/>
</cards>
</timetable>
"#;

/// A fault as line, element, attribute, value and code.
pub type Told = (u64, String, String, String, &'static str);

pub fn told(result: Result<Timetable, Faults>) -> Vec<Told> {
    let faults = result.expect_err("the timetable is refused").list;
    faults
        .into_iter()
        .map(|f| (f.line, f.element, f.attribute, f.value, f.reason.code()))
        .collect()
}

pub fn one(
    line: u64,
    element: &str,
    attribute: &str,
    value: &str,
    code: &'static str,
) -> Vec<Told> {
    vec![(line, element.into(), attribute.into(), value.into(), code)]
}

pub fn changed(from: &str, to: &str) -> Result<Timetable, Faults> {
    assert!(SOUND.contains(from), "{from}");
    read(SOUND.replacen(from, to, 1).as_bytes(), &Limits::default())
}
