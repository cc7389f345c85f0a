//! The words that values are drawn from.

type Words = &'static [&'static str];

pub(super) const FIRST_NAMES: Words = &[
    "Ada", "Ben", "Carla", "Dan", "Ella", "Finn", "Grace", "Hugo", "Ivy", "Jan",
];
pub(super) const LAST_NAMES: Words = &[
    "Abbott", "Berg", "Cole", "Dunn", "Ebert", "Frey", "Graham", "Hill", "Iyer",
];
pub(super) const JOBS: Words = &[
    "Engineer",
    "Analyst",
    "Manager",
    "Designer",
    "Architect",
    "Consultant",
    "Planner",
];
pub(super) const DEPARTMENTS: Words = &[
    "Books", "Garden", "Games", "Health", "Music", "Sports", "Tools", "Toys",
];
pub(super) const COLORS: Words = &[
    "red", "green", "blue", "teal", "lime", "plum", "gold", "grey", "white", "black",
];
pub(super) const ABBREVIATIONS: Words = &[
    "SQL", "PCI", "JSON", "XML", "HTTP", "TCP", "RAM", "CSS", "SSL", "API",
];
pub(super) const ADJECTIVES: Words = &[
    "open", "virtual", "digital", "robust", "mobile", "neural", "global", "solid",
];
pub(super) const NOUNS: Words = &[
    "array", "bus", "card", "driver", "feed", "matrix", "panel", "port", "sensor",
];
pub(super) const VERBS: Words = &[
    "bypass", "compress", "copy", "index", "input", "parse", "quantify", "transmit",
];
pub(super) const INGVERBS: Words = &[
    "copying",
    "hacking",
    "indexing",
    "navigating",
    "parsing",
    "synthesizing",
];
pub(super) const PRODUCTS: Words = &[
    "Bike", "Chair", "Hat", "Keyboard", "Pizza", "Shoes", "Table", "Towels",
];
pub(super) const MATERIALS: Words = &[
    "Cotton", "Granite", "Metal", "Plastic", "Rubber", "Steel", "Wooden",
];
pub(super) const COMPANY_SUFFIXES: Words = &["Group", "Inc", "LLC", "and Sons"];
pub(super) const TRANSACTIONS: Words = &["deposit", "invoice", "payment", "withdrawal"];
pub(super) const EXTENSIONS: Words = &[
    "csv", "gif", "html", "jpg", "json", "pdf", "png", "txt", "xml", "zip",
];
pub(super) const MIME_TYPES: Words = &[
    "application/json",
    "application/pdf",
    "image/png",
    "text/csv",
    "text/plain",
];
pub(super) const MONTHS: Words = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub(super) const WEEKDAYS: Words = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
pub(super) const CITIES: Words = &[
    "Aachen", "Bergen", "Cork", "Delft", "Essen", "Ghent", "Leeds", "Lyon", "Porto",
];
pub(super) const LOCALES: Words = &[
    "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "sv", "zh",
];
pub(super) const LATIN: Words = &[
    "lorem", "ipsum", "dolor", "sit", "amet", "elit", "sed", "tempor", "labore", "magna", "enim",
    "minim", "quis",
];
pub(super) const USER_AGENTS: Words = &[
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
];

/// Codes and names.
pub(super) const COUNTRIES: &[(&str, &str)] = &[
    ("BE", "Belgium"),
    ("CH", "Switzerland"),
    ("DE", "Germany"),
    ("FR", "France"),
    ("JP", "Japan"),
    ("NO", "Norway"),
];

/// Codes, names and symbols.
pub(super) const CURRENCIES: &[(&str, &str, &str)] = &[
    ("EUR", "Euro", "€"),
    ("GBP", "Pound Sterling", "£"),
    ("JPY", "Yen", "¥"),
    ("USD", "US Dollar", "$"),
];
