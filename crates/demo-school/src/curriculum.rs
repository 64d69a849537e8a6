//! What is taught: courses, hours a week by grade, and the departments that teach them.

/// Who teaches a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Department {
    /// The class teacher of a primary class.
    Primary,
    /// Russian language and literature.
    Russian,
    /// Mathematics.
    Mathematics,
    /// English.
    English,
    /// Computer science.
    Computing,
    /// History and social studies.
    History,
    /// Geography.
    Geography,
    /// Biology.
    Biology,
    /// Physics.
    Physics,
    /// Chemistry.
    Chemistry,
    /// Fine art.
    Art,
    /// Music.
    Music,
    /// «Труд (технология)».
    Crafts,
    /// Physical education.
    Sport,
    /// «Основы безопасности и защиты Родины».
    Safety,
}

impl Department {
    /// Departments other than [`Department::Primary`], with the hours one teacher carries.
    pub const SUBJECTS: [(Self, usize); 14] = [
        (Self::Russian, 17),
        (Self::Mathematics, 18),
        (Self::English, 18),
        (Self::Computing, 18),
        (Self::History, 16),
        (Self::Geography, 14),
        (Self::Biology, 14),
        (Self::Physics, 14),
        (Self::Chemistry, 18),
        (Self::Art, 18),
        (Self::Music, 20),
        (Self::Crafts, 19),
        (Self::Sport, 18),
        (Self::Safety, 18),
    ];
}

/// A course: its title, hours a week in grades 1–11, and who teaches it from grade 5 on.
#[derive(Debug)]
pub struct Course {
    /// The subject as it is written everywhere.
    pub title: &'static str,
    /// Hours a week, grades 1 to 11.
    pub hours: [u8; 11],
    /// The department of the higher grades.
    pub department: Department,
}

impl Course {
    /// Hours a week in a grade.
    pub fn hours(&self, grade: usize) -> usize {
        usize::from(self.hours[grade - 1])
    }

    /// Who teaches it in this grade: the class teacher takes most of the primary school.
    pub fn department(&self, grade: usize) -> Department {
        use Department::{English, Music, Primary, Sport};
        if grade <= 4 && !matches!(self.department, English | Music | Sport) {
            Primary
        } else {
            self.department
        }
    }

    /// Whether a class of 25 and more studies it in two groups.
    pub fn splits(&self, grade: usize) -> bool {
        use Department::{Computing, Crafts, English};
        matches!(self.department(grade), English | Computing | Crafts)
    }

    /// How many groups a class of this size makes.
    pub fn groups(&self, grade: usize, size: usize) -> usize {
        if self.splits(grade) && size >= 25 {
            2
        } else {
            1
        }
    }
}

/// The index of mathematics in [`COURSES`].
pub const MATHEMATICS: usize = 3;
/// The index of English in [`COURSES`].
pub const ENGLISH: usize = 8;

const fn course(title: &'static str, hours: [u8; 11], department: Department) -> Course {
    Course {
        title,
        hours,
        department,
    }
}

/// All courses. Hours follow the federal plan for a five-day week.
#[rustfmt::skip]
pub const COURSES: [Course; 22] = [
    course("Русский язык",              [5, 5, 5, 5, 5, 5, 4, 3, 3, 2, 2], Department::Russian),
    course("Литературное чтение",       [4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0], Department::Russian),
    course("Литература",                [0, 0, 0, 0, 3, 3, 2, 2, 3, 3, 3], Department::Russian),
    course("Математика",                [4, 4, 4, 4, 5, 5, 0, 0, 0, 0, 0], Department::Mathematics),
    course("Алгебра",                   [0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3], Department::Mathematics),
    course("Геометрия",                 [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2], Department::Mathematics),
    course("Вероятность и статистика",  [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1], Department::Mathematics),
    course("Окружающий мир",            [2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0], Department::Biology),
    course("Английский язык",           [0, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3], Department::English),
    course("Информатика",               [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1], Department::Computing),
    course("История",                   [0, 0, 0, 0, 3, 2, 2, 2, 2, 2, 2], Department::History),
    course("Обществознание",            [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2], Department::History),
    course("География",                 [0, 0, 0, 0, 1, 1, 2, 2, 2, 1, 1], Department::Geography),
    course("Биология",                  [0, 0, 0, 0, 1, 1, 1, 2, 2, 1, 1], Department::Biology),
    course("Физика",                    [0, 0, 0, 0, 0, 0, 2, 2, 3, 2, 2], Department::Physics),
    course("Химия",                     [0, 0, 0, 0, 0, 0, 0, 2, 2, 1, 1], Department::Chemistry),
    course("Основы религиозных культур и светской этики",
                                        [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], Department::History),
    course("Изобразительное искусство", [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0], Department::Art),
    course("Музыка",                    [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0], Department::Music),
    course("Труд (технология)",         [1, 1, 1, 1, 2, 2, 2, 1, 1, 0, 0], Department::Crafts),
    course("Физическая культура",       [2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3], Department::Sport),
    course("Основы безопасности и защиты Родины",
                                        [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1], Department::Safety),
];
