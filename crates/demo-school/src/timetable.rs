//! aSc Timetables 2012 XML, tied to the roster by `partner_id`.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::curriculum::COURSES;
use crate::week::DAYS;
use crate::world::School;

/// Bell times, the same as those of the example.
const BELLS: [(&str, &str); crate::week::PERIODS] = [
    ("8:30", "9:10"),
    ("9:20", "10:00"),
    ("10:20", "11:00"),
    ("11:20", "12:00"),
    ("12:10", "12:50"),
    ("13:00", "13:40"),
    ("13:50", "14:30"),
];

const WEEKDAYS: [(&str, &str); DAYS] = [
    ("Понедельник", "Пн"),
    ("Вторник", "Вт"),
    ("Среда", "Ср"),
    ("Четверг", "Чт"),
    ("Пятница", "Пт"),
];

struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn line(&mut self) -> io::Result<()> {
        self.0
            .write_event(Event::Text(BytesText::from_escaped("\n")))
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let tag = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Start(tag))?;
        self.line()
    }

    fn end(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))?;
        self.line()
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let tag = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Empty(tag))?;
        self.line()
    }

    /// A table: its columns, then its rows by `fill`.
    fn table(
        &mut self,
        name: &str,
        columns: &str,
        fill: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.start(
            name,
            &[("options", "canadd,export:silent"), ("columns", columns)],
        )?;
        fill(self)?;
        self.end(name)
    }
}

fn days(day: usize) -> String {
    (0..DAYS)
        .map(|d| if d == day { '1' } else { '0' })
        .collect()
}

fn short(word: &str) -> String {
    word.chars().take(4).collect()
}

/// The whole document.
pub fn write(school: &School) -> io::Result<Vec<u8>> {
    let mut xml = Xml(Writer::new(Vec::new()));
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
    xml.0.write_event(Event::Decl(declaration))?;
    xml.line()?;
    xml.start(
        "timetable",
        &[
            ("ascttversion", "2026.5.1"),
            ("importtype", "database"),
            ("options", "idprefix:%CHID,daynumbering1"),
            ("displayname", "aSc Timetables 2012 XML"),
            ("displaycountries", ""),
        ],
    )?;
    frame(&mut xml)?;
    things(&mut xml, school)?;
    groups(&mut xml, school)?;
    lessons(&mut xml, school)?;
    xml.end("timetable")?;
    Ok(xml.0.into_inner())
}

/// Periods, days and weeks.
fn frame(xml: &mut Xml) -> io::Result<()> {
    xml.table("periods", "period,name,short,starttime,endtime", |xml| {
        for (n, (from, to)) in (1..).zip(BELLS) {
            let n = n.to_string();
            let row = [
                ("name", n.as_str()),
                ("short", &n),
                ("period", &n),
                ("starttime", from),
                ("endtime", to),
            ];
            xml.empty("period", &row)?;
        }
        Ok(())
    })?;
    xml.table("daysdefs", "id,days,name,short", |xml| {
        for (n, (name, brief)) in WEEKDAYS.iter().enumerate() {
            let (id, days) = (format!("D{n}"), days(n));
            xml.empty(
                "daysdef",
                &[
                    ("id", &id),
                    ("name", name),
                    ("short", brief),
                    ("days", &days),
                ],
            )?;
        }
        Ok(())
    })?;
    xml.table("weeksdefs", "id,weeks,name,short", |xml| {
        let row = [
            ("id", "W0"),
            ("name", "Все недели"),
            ("short", "Все"),
            ("weeks", "1"),
        ];
        xml.empty("weeksdef", &row)
    })
}

/// Subjects, teachers, rooms and classes.
fn things(xml: &mut Xml, school: &School) -> io::Result<()> {
    xml.table("subjects", "id,name,short,partner_id", |xml| {
        for (n, course) in COURSES.iter().enumerate() {
            let (id, brief, partner) = (format!("S{n}"), short(course.title), school.course_id(n));
            xml.empty(
                "subject",
                &[
                    ("id", &id),
                    ("name", course.title),
                    ("short", &brief),
                    ("partner_id", &partner),
                ],
            )?;
        }
        Ok(())
    })?;
    let columns = "id,firstname,lastname,name,short,gender,color,email,mobile,partner_id";
    xml.table("teachers", columns, |xml| {
        for (n, teacher) in school.teachers.iter().enumerate() {
            let person = &school.people[teacher.person];
            let name = &person.name;
            xml.empty(
                "teacher",
                &[
                    ("id", &format!("T{n}")),
                    ("firstname", &format!("{} {}", name.given, name.middle)),
                    ("lastname", &name.family),
                    ("name", &name.short()),
                    ("short", &short(&name.family)),
                    ("email", &school.email(teacher.person)),
                    ("mobile", person.phone.as_deref().unwrap_or_default()),
                    ("partner_id", &school.person_id(teacher.person)),
                ],
            )?;
        }
        Ok(())
    })?;
    xml.table("classrooms", "id,name,short", |xml| {
        for (n, teacher) in school.teachers.iter().enumerate() {
            let room = &teacher.room;
            xml.empty(
                "classroom",
                &[("id", &format!("R{n}")), ("name", room), ("short", room)],
            )?;
        }
        Ok(())
    })?;
    let columns = "id,name,short,classroomids,teacherid,grade,partner_id";
    xml.table("classes", columns, |xml| {
        for (n, class) in school.classes.iter().enumerate() {
            let label = class.label();
            xml.empty(
                "class",
                &[
                    ("id", &format!("C{n}")),
                    ("name", &label),
                    ("short", &label),
                    ("classroomids", &format!("R{}", class.teacher)),
                    ("teacherid", &format!("T{}", class.teacher)),
                    ("grade", &class.grade.to_string()),
                    ("partner_id", &school.class_id(n)),
                ],
            )?;
        }
        Ok(())
    })
}

/// The whole class and its two groups.
fn groups(xml: &mut Xml, school: &School) -> io::Result<()> {
    let columns = "id,classid,name,entireclass,divisiontag,studentcount";
    xml.table("groups", columns, |xml| {
        for class in 0..school.classes.len() {
            for (group, name) in ["Весь класс", "1 группа", "2 группа"].iter().enumerate()
            {
                let whole = group == 0;
                xml.empty(
                    "group",
                    &[
                        ("id", &format!("G{class}_{group}")),
                        ("name", name),
                        ("classid", &format!("C{class}")),
                        ("entireclass", if whole { "1" } else { "0" }),
                        ("divisiontag", if whole { "0" } else { "1" }),
                    ],
                )?;
            }
        }
        Ok(())
    })
}

/// Loads, then their places in the week.
fn lessons(xml: &mut Xml, school: &School) -> io::Result<()> {
    let columns = "id,classids,subjectid,periodspercard,periodsperweek,teacherids,classroomids,\
                   groupids,capacity,seminargroup,termsdefid,weeksdefid,daysdefid,partner_id";
    xml.table("lessons", columns, |xml| {
        for (n, section) in school.sections.iter().enumerate() {
            xml.empty(
                "lesson",
                &[
                    ("id", &format!("L{n}")),
                    ("classids", &format!("C{}", section.class)),
                    ("subjectid", &format!("S{}", section.course)),
                    ("periodspercard", "1"),
                    ("periodsperweek", &format!("{}.0", section.hours)),
                    ("teacherids", &format!("T{}", section.teacher)),
                    ("classroomids", &format!("R{}", section.teacher)),
                    ("groupids", &format!("G{}_{}", section.class, section.group)),
                    ("weeksdefid", "W0"),
                    ("partner_id", &school.section_id(section)),
                ],
            )?;
        }
        Ok(())
    })?;
    let columns = "lessonid,period,days,weeks,terms,classroomids";
    xml.table("cards", columns, |xml| {
        for (n, section) in school.sections.iter().enumerate() {
            for (day, period) in &section.slots {
                xml.empty(
                    "card",
                    &[
                        ("lessonid", &format!("L{n}")),
                        ("classroomids", &format!("R{}", section.teacher)),
                        ("period", &(period + 1).to_string()),
                        ("weeks", "1"),
                        ("terms", "1"),
                        ("days", &days(*day)),
                    ],
                )?;
            }
        }
        Ok(())
    })
}
