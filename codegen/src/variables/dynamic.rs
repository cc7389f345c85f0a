//! Dynamic variables, such as `$guid`: the client creates their values when it sends (docs/postman-semantics.md §2.4).

/// Whether a name, with its `$`, is a dynamic variable.
#[must_use]
pub fn is_dynamic(name: &str) -> bool {
    name.strip_prefix('$')
        .is_some_and(|name| NAMES.split_ascii_whitespace().any(|known| known == name))
}

const NAMES: &str = "
guid timestamp isoTimestamp randomUUID randomInt randomBoolean randomAlphaNumeric randomPrice randomSemver
randomPhoneNumber randomPhoneNumberExt randomLocale randomWords randomFilePath randomDirectoryPath randomCity
randomStreetName randomStreetAddress randomCountry randomCountryCode randomLatitude randomLongitude randomColor
randomDepartment randomProductName randomProductAdjective randomProductMaterial randomProduct randomCompanyName
randomCompanySuffix randomCatchPhrase randomBs randomCatchPhraseAdjective randomCatchPhraseDescriptor
randomCatchPhraseNoun randomBsAdjective randomBsBuzz randomBsNoun randomDatabaseColumn randomDatabaseType
randomDatabaseCollation randomDatabaseEngine randomDatePast randomDateFuture randomDateRecent randomMonth
randomWeekday randomBankAccount randomBankAccountName randomCreditCardMask randomTransactionType randomCurrencyCode
randomCurrencyName randomCurrencySymbol randomBitcoin randomBankAccountIban randomBankAccountBic randomAbbreviation
randomAdjective randomNoun randomVerb randomIngverb randomPhrase randomAvatarImage randomImageUrl
randomAbstractImage randomAnimalsImage randomBusinessImage randomCatsImage randomCityImage randomFoodImage
randomNightlifeImage randomFashionImage randomPeopleImage randomNatureImage randomSportsImage
randomTransportImage randomImageDataUri randomEmail randomExampleEmail randomUserName randomProtocol randomUrl
randomDomainName randomDomainSuffix randomDomainWord randomIP randomIPV6 randomUserAgent randomHexColor
randomMACAddress randomPassword randomLoremWord randomLoremWords randomLoremSentence randomLoremSlug
randomLoremSentences randomLoremParagraph randomLoremParagraphs randomLoremText randomLoremLines randomFirstName
randomLastName randomFullName randomJobTitle randomNamePrefix randomNameSuffix randomJobDescriptor randomJobArea
randomJobType randomWord randomFileName randomCommonFileName randomMimeType randomCommonFileType
randomCommonFileExt randomFileType randomFileExt";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_dynamic_variable_is_a_known_name_with_its_dollar_sign() {
        assert!(is_dynamic("$guid") && is_dynamic("$randomFileExt"));
        assert!(!is_dynamic("guid") && !is_dynamic("$pathSegments '2'"));
    }

    /// The packages do not depend on each other, so each has the list.
    #[test]
    fn the_names_are_those_that_client_creates_values_for() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../client/src/dynamic/names.txt"
        );
        let text = std::fs::read_to_string(path).unwrap();
        let clients: BTreeSet<String> = text.split_whitespace().map(str::to_owned).collect();
        let own: BTreeSet<String> = NAMES
            .split_whitespace()
            .map(|it| format!("${it}"))
            .collect();
        assert_eq!(own, clients);
    }
}
