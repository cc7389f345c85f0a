//! Which names clippy finds too similar (`clippy::similar_names`).

/// The shortest names that it looks at.
const SHORTEST: usize = 3;

/// Whether two names differ in one letter, and not in one that stands alone or in a digit.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().min(other.len()) < SHORTEST {
        return false;
    }
    match one.len().abs_diff(other.len()) {
        0 => one_replaced(&one, &other),
        1 if one.len() < other.len() => one_inserted(&one, &other),
        1 => one_inserted(&other, &one),
        _ => false,
    }
}

fn one_inserted(short: &[char], long: &[char]) -> bool {
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    same < short.len() && short[same..] == long[same + 1..]
}

fn one_replaced(one: &[char], other: &[char]) -> bool {
    let differ = |(a, b): (&char, &char)| a != b && !(a.is_numeric() && b.is_numeric());
    let pairs = || one.iter().zip(other);
    let Some(place) = pairs().position(differ) else {
        return false;
    };
    let neighbour = match place {
        0 => Some(one[1]),
        last if last == one.len() - 1 => Some(one[last - 1]),
        _ => None,
    };
    pairs().filter(|pair| differ(*pair)).count() == 1 && neighbour != Some('_')
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn a_letter_more_or_another_letter_is_alike() {
        assert!(are_alike("da_api_root", "das_api_root"));
        assert!(are_alike("similar_name", "similar_nane"));
        assert!(!are_alike("form", "from"));
    }

    #[test]
    fn letters_alone_digits_and_endings_are_not() {
        assert!(!are_alike("a", "b"));
        assert!(!are_alike("range_a", "range_b"));
        assert!(!are_alike("x_range", "y_range"));
        assert!(!are_alike("line_1", "line_2"));
        assert!(!are_alike("item", "items"));
    }
}
