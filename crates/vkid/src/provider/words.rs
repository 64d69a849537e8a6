//! Every word the provider says, Russian and English.
//!
//! Russian labels are those of the source documents to the letter (features ID-22..ID-37, ID-58);
//! the slips of their copies are not repeated (decision 10).

use serde::{Deserialize, Serialize};

use super::problem::Problem;

/// Version of the consent's wording. Change it together with the words of the consent page.
pub const CONSENT_VERSION: &str = "2026-11-22";

/// Language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Russian, the default.
    #[default]
    Ru,
    /// English.
    En,
}

/// One function per phrase: name, Russian, English.
macro_rules! phrases {
    ($($name:ident: $ru:expr, $en:expr;)*) => {
        impl Lang {
            $(pub(super) fn $name(self) -> &'static str {
                match self { Self::Ru => $ru, Self::En => $en }
            })*
        }
    };
}

phrases! {
    step_phone: "Телефон", "Phone";
    step_code: "Код", "Code";
    step_person: "О себе", "About you";
    step_profile: "Учебный профиль", "Learning profile";
    step_done: "Готово", "Done";
    steps_label: "Шаги привязки", "Steps";

    sign_in: "Вход в VK ID", "Sign in to VK ID";
    go_on: "Продолжить", "Continue";
    cancel: "Отменить", "Cancel";
    phone_label: "Введите свой номер мобильного телефона", "Enter your mobile phone number";
    phone_hint: "Если VK ID у вас ещё нет, он появится после входа", "If you have no VK ID yet, you get one as you go";
    never_share: "Никому не передавайте свои регистрационные данные — даже коллегам или руководителю", "Never give your sign-in details to anyone, not even to colleagues or your head";
    never_share_why: "Это может угрожать безопасности вашего аккаунта, а также репутации вашей организации.", "It can endanger your account and the reputation of your organisation.";

    code_label: "Введите код из SMS, которое придёт на ваш телефон", "Enter the code from the SMS that comes to your phone";
    sent_to: "Код отправлен на номер", "The code went to";
    change_number: "Изменить номер", "Change the number";
    resend: "Отправить код ещё раз", "Send the code again";
    to_password: "Войти по паролю VK ID", "Sign in with your VK ID password";
    password_label: "Введите свой пароль", "Enter your password";
    password_hint: "Если ранее вы уже регистрировались через VK ID и задали пароль", "If you have used VK ID before and set a password";
    number_is: "Номер", "Number";
    to_code: "Получить код", "Get a code instead";

    person_heading: "Заполните информацию о себе", "Tell us about yourself";
    person_hint: "Введите ваши настоящие фамилию, имя, дату рождения и пол: по ним учебный профиль сверяется с журналом.", "Enter your real name, date of birth and sex: they are compared with the journal.";
    last_name: "Фамилия", "Surname";
    first_name: "Имя", "Given name";
    patronymic: "Отчество", "Patronymic";
    patronymic_hint: "Указывать отчество не обязательно", "The patronymic is optional";
    birth_date: "Дата рождения", "Date of birth";
    sex: "Пол", "Sex";
    male: "Мужской", "Male";
    female: "Женский", "Female";
    new_password: "Пароль для следующих входов (не обязательно)", "Password for next time (optional)";
    new_password_hint: "С паролем можно входить без кода из SMS", "With a password you can sign in without an SMS code";

    bullet_space: "Общение в защищённом от посторонних лиц пространстве", "Communication in a space protected from outsiders";
    bullet_hidden: "Регистрация ВКонтакте не нужна, а если аккаунт уже есть, его никто не увидит", "No VKontakte registration needed, and if you have an account nobody will see it";
    about_link: "Подробнее о VK ID", "More about VK ID";
    about_you: "Информация о себе", "About you";
    edit: "Изменить", "Edit";
    consent_hint: "Эти данные увидит электронный журнал. Отозвать согласие можно в журнале, отменив привязку профиля.", "The journal will see this. You can withdraw your consent there by unlinking the profile.";

    lost_title: "Вход прервался", "The sign-in was interrupted";
    lost_text: "Прошло больше 10 минут, вход открыт в другой вкладке или браузер не сохранил файл cookie. Вернитесь в журнал и нажмите «Привязать учебный профиль VK ID» ещё раз.", "More than 10 minutes passed, the sign-in is open in another tab, or the browser did not keep the cookie. Go back to the journal and press “Link VK ID learning profile” again.";
    forged_title: "Форма устарела", "This form is out of date";
    forged_text: "Страница отправлена не из этого входа. Вернитесь в журнал и начните ещё раз.", "The page was not sent from this sign-in. Go back to the journal and start again.";
    client_title: "Приложение не найдено", "Unknown application";
    client_text: "Вход в VK ID открыт приложением, которого здесь не знают. Сообщите об этом администратору журнала.", "The sign-in was opened by an application that is not known here. Please tell the journal’s administrator.";
    redirect_title: "Адрес возврата не разрешён", "Return address not allowed";
    redirect_text: "После входа вас вернули бы на адрес, который не указан в настройках, поэтому вход остановлен. Сообщите об этом администратору журнала.", "After signing in you would be sent to an address that is not in the settings, so the sign-in was stopped. Please tell the journal’s administrator.";
    broken_title: "Что-то сломалось", "Something broke";
    broken_text: "Мы уже знаем об ошибке. Подождите минуту и обновите страницу: введённое сохранилось.", "We know about the error. Wait a minute and reload the page: what you entered is kept.";
    to_journal: "Вернуться в журнал", "Back to the journal";

    about_title: "Подробнее о VK ID", "More about VK ID";
    about_what: "VK ID — единый вход: номер телефона и код из SMS подтверждают, что это вы. С ним к аккаунту журнала привязывается учебный профиль, и в мессенджере открываются чаты вашего класса и школы.", "VK ID is one sign-in: a phone number and an SMS code prove it is you. With it a learning profile is linked to your journal account, and the chats of your class and school open in the messenger.";
    about_where: "Здесь вход VK ID работает внутри журнала: данные хранятся на сервере вашей организации и никуда больше не передаются.", "Here VK ID works inside the journal: the data stay on your organisation’s server and go nowhere else.";
    about_data: "Журнал получает только то, что показано на странице согласия: фамилию, имя, отчество (если вы его указали), дату рождения, пол и номер телефона.", "The journal gets only what the consent page shows: surname, given name, patronymic if you gave it, date of birth, sex and phone number.";
    about_end: "Привязку можно отменить в журнале в любой момент. Согласие тогда отзывается, а чаты закрываются.", "You can unlink the profile in the journal at any time. The consent is then withdrawn and the chats close.";
}

impl Lang {
    /// Code for the attribute `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    pub(super) fn consent_heading(self, service: &str) -> String {
        match self {
            Self::Ru => format!("С сервисом «{service}» можно связать свой учебный профиль:"),
            Self::En => format!("You can link your learning profile with “{service}”:"),
        }
    }

    pub(super) fn bullet_messenger(self, messenger: &str) -> String {
        match self {
            Self::Ru => match messenger.strip_suffix("Мессенджер") {
                // The one name whose case we know how to turn.
                Some(brand) => format!("Вход в учебный профиль в {brand}Мессенджере по VK ID"),
                None => format!("Вход в учебный профиль в «{messenger}» по VK ID"),
            },
            Self::En => format!("Sign in to the learning profile in {messenger} with VK ID"),
        }
    }

    pub(super) fn countdown(self, seconds: i64) -> String {
        match self {
            Self::Ru => format!("Отправить ещё раз можно через {seconds} с"),
            Self::En => format!("You can send it again in {seconds} s"),
        }
    }

    pub(super) fn message(self, code: &str, service: &str) -> String {
        match self {
            Self::Ru => {
                format!("{code} — код VK ID для входа в «{service}». Никому его не сообщайте.")
            }
            Self::En => {
                format!("{code} is your VK ID code for “{service}”. Do not tell it to anyone.")
            }
        }
    }

    pub(super) fn problem(self, problem: &Problem) -> String {
        match self {
            Self::Ru => problem_ru(problem),
            Self::En => problem_en(problem),
        }
    }
}

/// «1 минуту, 2 минуты, 5 минут».
fn plural<'a>(number: u32, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (number % 10, number % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

fn problem_ru(problem: &Problem) -> String {
    let minutes = |n: u32| format!("{n} {}", plural(n, "минуту", "минуты", "минут"));
    match problem {
        Problem::PhoneEmpty => "Введите номер телефона.".into(),
        Problem::PhoneWrong => {
            "Такого номера не бывает. Введите номер целиком, например +7 912 345-67-89.".into()
        }
        Problem::NumberTooOften { minutes: n } => {
            format!(
                "На этот номер отправлено слишком много кодов. Попробуйте через {} или войдите по паролю.",
                minutes(*n)
            )
        }
        Problem::AddressTooOften { minutes: n } => {
            format!(
                "С этого подключения запрошено слишком много кодов. Попробуйте через {}.",
                minutes(*n)
            )
        }
        Problem::SendFailed => {
            "Не удалось отправить код. Подождите минуту и попробуйте ещё раз.".into()
        }
        Problem::CodeShape => "Код состоит из 6 цифр. Введите его целиком.".into(),
        Problem::CodeWrong { left } => format!(
            "Код не подошёл. {} {left} {}.",
            plural(*left, "Осталась", "Осталось", "Осталось"),
            plural(*left, "попытка", "попытки", "попыток")
        ),
        Problem::CodeSpent => "Код введён неверно слишком много раз. Отправьте новый код.".into(),
        Problem::CodeExpired => "Код устарел. Отправьте новый код.".into(),
        Problem::PasswordEmpty => "Введите пароль.".into(),
        Problem::PasswordWrong => {
            "Пароль не подошёл или для этого номера не задан. Попробуйте ещё раз или получите код."
                .into()
        }
        Problem::PasswordTooOften { minutes: n } => {
            format!(
                "Слишком много попыток. Попробуйте через {} или получите код.",
                minutes(*n)
            )
        }
        Problem::LastNameEmpty => "Введите фамилию.".into(),
        Problem::FirstNameEmpty => "Введите имя.".into(),
        Problem::NameShape => "Здесь могут быть только буквы, дефис, апостроф и пробел.".into(),
        Problem::NameLong => "Здесь помещается не больше 60 знаков.".into(),
        Problem::BirthEmpty => "Укажите дату рождения.".into(),
        Problem::BirthShape => {
            "Такой даты нет. Введите дату в виде ДД.ММ.ГГГГ, например 25.07.1987.".into()
        }
        Problem::BirthUnlikely => "Проверьте год рождения: такого возраста не бывает.".into(),
        Problem::SexEmpty => "Выберите пол.".into(),
        Problem::NewPasswordShort { min } => {
            format!("Пароль слишком короткий: нужно не меньше {min} знаков.")
        }
        Problem::NewPasswordLong => "Пароль слишком длинный: помещается 128 знаков.".into(),
        Problem::NewPasswordWeak => "Этот пароль легко угадать. Придумайте другой.".into(),
    }
}

fn problem_en(problem: &Problem) -> String {
    let minutes = |n: u32| format!("{n} {}", if n == 1 { "minute" } else { "minutes" });
    match problem {
        Problem::PhoneEmpty => "Enter a phone number.".into(),
        Problem::PhoneWrong => {
            "There is no such number. Enter it in full, for example +7 912 345-67-89.".into()
        }
        Problem::NumberTooOften { minutes: n } => {
            format!(
                "Too many codes were sent to this number. Try again in {} or use a password.",
                minutes(*n)
            )
        }
        Problem::AddressTooOften { minutes: n } => {
            format!(
                "Too many codes were asked for from this connection. Try again in {}.",
                minutes(*n)
            )
        }
        Problem::SendFailed => "The code could not be sent. Wait a minute and try again.".into(),
        Problem::CodeShape => "The code has 6 digits. Enter all of them.".into(),
        Problem::CodeWrong { left } => {
            format!(
                "That is not the code. {left} {} left.",
                if *left == 1 { "try" } else { "tries" }
            )
        }
        Problem::CodeSpent => "Too many wrong tries. Send a new code.".into(),
        Problem::CodeExpired => "The code has expired. Send a new code.".into(),
        Problem::PasswordEmpty => "Enter the password.".into(),
        Problem::PasswordWrong => {
            "The password is wrong or none is set for this number. Try again or get a code.".into()
        }
        Problem::PasswordTooOften { minutes: n } => {
            format!(
                "Too many tries. Try again in {} or get a code.",
                minutes(*n)
            )
        }
        Problem::LastNameEmpty => "Enter your surname.".into(),
        Problem::FirstNameEmpty => "Enter your given name.".into(),
        Problem::NameShape => {
            "Only letters, hyphens, apostrophes and spaces can stand here.".into()
        }
        Problem::NameLong => "No more than 60 characters fit here.".into(),
        Problem::BirthEmpty => "Enter your date of birth.".into(),
        Problem::BirthShape => {
            "There is no such date. Enter it as DD.MM.YYYY, for example 25.07.1987.".into()
        }
        Problem::BirthUnlikely => {
            "Check the year of birth: nobody is that old or that young.".into()
        }
        Problem::SexEmpty => "Choose your sex.".into(),
        Problem::NewPasswordShort { min } => {
            format!("The password is too short: use at least {min} characters.")
        }
        Problem::NewPasswordLong => "The password is too long: 128 characters fit.".into(),
        Problem::NewPasswordWeak => "This password is easy to guess. Choose another one.".into(),
    }
}
