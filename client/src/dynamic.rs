//! Postman's dynamic variables, such as `$guid`: a new random value for each use (docs/postman-semantics.md §2.4).
//!
//! All names of Postman are known. The values have the same format as Postman's, but come from shorter lists of words. None of
//! them is secret.

mod random;
mod words;

use std::time::{Duration, UNIX_EPOCH};

use crate::clock;
use random::{digits, letters, number, pick};
use words::{
    ABBREVIATIONS, ADJECTIVES, CITIES, COLORS, COMPANY_SUFFIXES, COUNTRIES, CURRENCIES,
    DEPARTMENTS, EXTENSIONS, FIRST_NAMES, INGVERBS, JOBS, LAST_NAMES, LATIN, LOCALES, MATERIALS,
    MIME_TYPES, MONTHS, NOUNS, PRODUCTS, TRANSACTIONS, USER_AGENTS, VERBS, WEEKDAYS,
};

/// Creates a value of a dynamic variable, by its name including the `$`. Empty if the name is unknown.
#[must_use]
pub fn value(name: &str) -> String {
    let families = [identity, text, business, internet, file, time, place];
    families
        .into_iter()
        .find_map(|family| family(name))
        .unwrap_or_default()
}

/// Replaces each dynamic variable in a text, such as `{{$guid}}`, by a new value.
#[must_use]
pub fn fill(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{{$") {
        let Some(end) = rest[start..].find("}}").map(|end| start + end) else {
            break;
        };
        out.push_str(&rest[..start]);
        out.push_str(&value(&rest[start + 2..end]));
        rest = &rest[end + 2..];
    }
    out.push_str(rest);
    out
}

fn first_name() -> String {
    pick(FIRST_NAMES).to_owned()
}

fn last_name() -> String {
    pick(LAST_NAMES).to_owned()
}

fn several(count: u64, word: fn() -> String, separator: &str) -> String {
    (0..count)
        .map(|_| word())
        .collect::<Vec<_>>()
        .join(separator)
}

fn latin() -> String {
    pick(LATIN).to_owned()
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

fn sentence() -> String {
    capitalized(&several(6, latin, " ")) + "."
}

fn domain_word() -> String {
    last_name().to_lowercase()
}

fn domain_suffix() -> &'static str {
    pick(&["com", "net", "org", "info", "biz", "name"])
}

fn identity(name: &str) -> Option<String> {
    Some(match name {
        "$guid" | "$randomUUID" => crate::random::uuid().unwrap_or_default(),
        "$randomInt" => number(0, 1000).to_string(),
        "$randomBoolean" => (number(0, 1) == 1).to_string(),
        "$randomAlphaNumeric" => letters(b"abcdefghijklmnopqrstuvwxyz0123456789", 1),
        "$randomFirstName" => first_name(),
        "$randomLastName" => last_name(),
        "$randomFullName" => format!("{} {}", first_name(), last_name()),
        "$randomUserName" => format!("{}_{}{}", first_name(), last_name(), number(0, 99)),
        "$randomNamePrefix" => pick(&["Mr.", "Mrs.", "Ms.", "Miss", "Dr."]).to_owned(),
        "$randomNameSuffix" => pick(&["Jr.", "Sr.", "I", "II", "III", "MD", "PhD"]).to_owned(),
        "$randomPhoneNumber" => format!("{}-{}-{}", digits(3), digits(3), digits(4)),
        "$randomPhoneNumberExt" => {
            format!("{}-{}-{}-{}", digits(2), digits(3), digits(3), digits(4))
        }
        "$randomPassword" => crate::random::alphanumeric(15).unwrap_or_default(),
        "$randomJobTitle" => format!(
            "{} {} {}",
            pick(ADJECTIVES_OF_JOBS),
            pick(DEPARTMENTS),
            pick(JOBS)
        ),
        "$randomJobDescriptor" => pick(ADJECTIVES_OF_JOBS).to_owned(),
        "$randomJobArea" => pick(DEPARTMENTS).to_owned(),
        "$randomJobType" => pick(JOBS).to_owned(),
        "$randomHexColor" => format!("#{}", letters(b"0123456789abcdef", 6)),
        "$randomColor" => pick(COLORS).to_owned(),
        "$randomAbbreviation" => pick(ABBREVIATIONS).to_owned(),
        "$randomSemver" => format!("{}.{}.{}", number(0, 9), number(0, 9), number(0, 9)),
        _ => return None,
    })
}

const ADJECTIVES_OF_JOBS: &[&str] = &[
    "Lead",
    "Senior",
    "Direct",
    "Corporate",
    "Dynamic",
    "Future",
    "Regional",
];

fn text(name: &str) -> Option<String> {
    Some(match name {
        "$randomAdjective"
        | "$randomBsAdjective"
        | "$randomProductAdjective"
        | "$randomCatchPhraseAdjective"
        | "$randomCatchPhraseDescriptor" => pick(ADJECTIVES).to_owned(),
        "$randomNoun" | "$randomBsNoun" | "$randomCatchPhraseNoun" | "$randomWord" => {
            pick(NOUNS).to_owned()
        }
        "$randomVerb" | "$randomBsBuzz" => pick(VERBS).to_owned(),
        "$randomIngverb" => pick(INGVERBS).to_owned(),
        "$randomWords" => several(3, || pick(NOUNS).to_owned(), " "),
        "$randomPhrase" => format!(
            "We need to {} the {} {}!",
            pick(VERBS),
            pick(ADJECTIVES),
            pick(NOUNS)
        ),
        "$randomCatchPhrase" => capitalized(&format!(
            "{} {} {}",
            pick(ADJECTIVES),
            pick(ADJECTIVES),
            pick(NOUNS)
        )),
        "$randomBs" => format!("{} {} {}", pick(VERBS), pick(ADJECTIVES), pick(NOUNS)),
        "$randomLoremWord" => latin(),
        "$randomLoremWords" => several(3, latin, " "),
        "$randomLoremSentence" => sentence(),
        "$randomLoremSlug" => several(3, latin, "-"),
        "$randomLoremSentences" | "$randomLoremParagraph" | "$randomLoremText" => {
            several(3, sentence, " ")
        }
        "$randomLoremParagraphs" => several(3, || several(3, sentence, " "), "\n \r"),
        "$randomLoremLines" => several(3, sentence, "\n"),
        _ => return None,
    })
}

fn business(name: &str) -> Option<String> {
    let currency = pick(CURRENCIES);
    Some(match name {
        "$randomPrice" => format!("{}.{}", number(0, 999), digits(2)),
        "$randomDepartment" => pick(DEPARTMENTS).to_owned(),
        "$randomProduct" => pick(PRODUCTS).to_owned(),
        "$randomProductName" => format!(
            "{} {} {}",
            capitalized(pick(ADJECTIVES)),
            pick(MATERIALS),
            pick(PRODUCTS)
        ),
        "$randomProductMaterial" => pick(MATERIALS).to_owned(),
        "$randomCompanyName" => format!("{} {}", last_name(), pick(COMPANY_SUFFIXES)),
        "$randomCompanySuffix" => pick(COMPANY_SUFFIXES).to_owned(),
        "$randomBankAccount" => digits(8),
        "$randomBankAccountName" => format!(
            "{} Account",
            pick(&["Savings", "Checking", "Credit Card", "Home Loan"])
        ),
        "$randomCreditCardMask" => digits(4),
        "$randomTransactionType" => pick(TRANSACTIONS).to_owned(),
        "$randomCurrencyCode" => currency.0.to_owned(),
        "$randomCurrencyName" => currency.1.to_owned(),
        "$randomCurrencySymbol" => currency.2.to_owned(),
        "$randomBitcoin" => {
            let alphabet = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
            format!("1{}", letters(alphabet, 33))
        }
        "$randomBankAccountIban" => format!("DE{}", digits(20)),
        "$randomBankAccountBic" => {
            format!("{}{}", letters(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 6), digits(2))
        }
        "$randomDatabaseColumn" => pick(&[
            "id",
            "title",
            "name",
            "email",
            "status",
            "createdAt",
            "updatedAt",
        ])
        .to_owned(),
        "$randomDatabaseType" => pick(&[
            "int", "varchar", "text", "date", "datetime", "bigint", "float",
        ])
        .to_owned(),
        "$randomDatabaseCollation" => pick(&[
            "utf8_unicode_ci",
            "utf8_general_ci",
            "utf8_bin",
            "ascii_bin",
        ])
        .to_owned(),
        "$randomDatabaseEngine" => {
            pick(&["InnoDB", "MyISAM", "MEMORY", "CSV", "ARCHIVE"]).to_owned()
        }
        _ => return None,
    })
}

fn internet(name: &str) -> Option<String> {
    let domain = || format!("{}.{}", domain_word(), domain_suffix());
    let image = |kind: &str| format!("http://placeimg.com/640/480/{kind}");
    Some(match name {
        "$randomEmail" => format!("{}{}@{}", first_name(), number(0, 99), domain()),
        "$randomExampleEmail" => {
            format!("{}{}@example.{}", first_name(), number(0, 99), pick(&["com", "net", "org"]))
        }
        "$randomProtocol" => pick(&["http", "https"]).to_owned(),
        "$randomUrl" => format!("http://{}", domain()),
        "$randomDomainName" => domain(),
        "$randomDomainSuffix" => domain_suffix().to_owned(),
        "$randomDomainWord" => domain_word(),
        "$randomIP" => several(4, || number(0, 255).to_string(), "."),
        "$randomIPV6" => several(8, || letters(b"0123456789abcdef", 4), ":"),
        "$randomMACAddress" => several(6, || letters(b"0123456789abcdef", 2), ":"),
        "$randomUserAgent" => pick(USER_AGENTS).to_owned(),
        "$randomAvatarImage" => format!("https://example.com/avatars/{}.jpg", domain_word()),
        "$randomImageUrl" => "http://placeimg.com/640/480".to_owned(),
        "$randomImageDataUri" => {
            "data:image/svg+xml;charset=UTF-8,%3Csvg%20xmlns%3D%22http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg%22%2F%3E".to_owned()
        }
        "$randomAbstractImage" => image("abstract"),
        "$randomAnimalsImage" => image("animals"),
        "$randomBusinessImage" => image("business"),
        "$randomCatsImage" => image("cats"),
        "$randomCityImage" => image("city"),
        "$randomFoodImage" => image("food"),
        "$randomNightlifeImage" => image("nightlife"),
        "$randomFashionImage" => image("fashion"),
        "$randomPeopleImage" => image("people"),
        "$randomNatureImage" => image("nature"),
        "$randomSportsImage" => image("sports"),
        "$randomTransportImage" => image("transport"),
        _ => return None,
    })
}

fn file(name: &str) -> Option<String> {
    let file_name = || {
        format!(
            "{}.{}",
            several(3, || pick(NOUNS).to_owned(), "_"),
            pick(EXTENSIONS)
        )
    };
    Some(match name {
        "$randomFileName" | "$randomCommonFileName" => file_name(),
        "$randomMimeType" => pick(MIME_TYPES).to_owned(),
        "$randomFileType" | "$randomCommonFileType" => {
            pick(&["image", "video", "audio", "text", "application"]).to_owned()
        }
        "$randomFileExt" | "$randomCommonFileExt" => pick(EXTENSIONS).to_owned(),
        "$randomFilePath" => format!("/usr/share/{}", file_name()),
        "$randomDirectoryPath" => {
            pick(&["/usr/share", "/var/log", "/home/user", "/tmp", "/opt/bin"]).to_owned()
        }
        _ => return None,
    })
}

/// Seconds in a year.
const YEAR: u64 = 365 * 24 * 60 * 60;

fn time(name: &str) -> Option<String> {
    let now = clock::since_1970(clock::now());
    let date = |seconds: u64| {
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        // A date as JavaScript formats it, in UTC.
        httpdate::fmt_http_date(time).replace(',', "")
    };
    Some(match name {
        // Postman rounds to the nearest second.
        "$timestamp" => (now + Duration::from_millis(500)).as_secs().to_string(),
        "$isoTimestamp" => random::iso(now),
        "$randomDatePast" => date(now.as_secs().saturating_sub(number(1, YEAR))),
        "$randomDateFuture" => date(now.as_secs() + number(1, YEAR)),
        "$randomDateRecent" => date(now.as_secs().saturating_sub(number(1, YEAR / 365))),
        "$randomMonth" => pick(MONTHS).to_owned(),
        "$randomWeekday" => pick(WEEKDAYS).to_owned(),
        _ => return None,
    })
}

fn place(name: &str) -> Option<String> {
    let street = || {
        format!(
            "{} {}",
            last_name(),
            pick(&["Street", "Road", "Avenue", "Lane", "Square"])
        )
    };
    let country = pick(COUNTRIES);
    Some(match name {
        "$randomCity" => pick(CITIES).to_owned(),
        "$randomStreetName" => street(),
        "$randomStreetAddress" => format!("{} {}", number(1, 99_999), street()),
        "$randomCountry" => country.1.to_owned(),
        "$randomCountryCode" => country.0.to_owned(),
        "$randomLocale" => pick(LOCALES).to_owned(),
        "$randomLatitude" => format!("{}{}.{}", pick(&["", "-"]), number(0, 89), digits(4)),
        "$randomLongitude" => format!("{}{}.{}", pick(&["", "-"]), number(0, 179), digits(4)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = include_str!("dynamic/names.txt");

    #[test]
    fn every_name_has_a_value() {
        for name in NAMES.split_whitespace() {
            assert!(!value(name).is_empty(), "{name}");
        }
        assert_eq!(value("$random"), "");
    }

    #[test]
    fn identifiers_and_times_have_their_format() {
        let guid = value("$guid");
        assert_eq!(guid.len(), 36);
        assert_eq!((&guid[14..15], guid.split('-').count()), ("4", 5));
        assert_ne!(guid, value("$guid"));
        let iso = value("$isoTimestamp");
        assert!(
            iso.len() == 24 && iso.ends_with('Z') && &iso[10..11] == "T",
            "{iso}"
        );
        assert!(value("$timestamp").parse::<u64>().expect("seconds") > 1_700_000_000);
    }

    #[test]
    fn each_use_in_a_text_has_its_own_value() {
        let text = fill("{{$guid}}|{{$guid}}|{{other}}|{{$nope}}|{{$open");
        let parts: Vec<&str> = text.split('|').collect();
        assert_ne!(parts[0], parts[1]);
        assert_eq!(parts[2..], ["{{other}}", "", "{{$open"]);
    }
}
