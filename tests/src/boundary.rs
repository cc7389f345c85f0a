//! The boundaries of multipart bodies, which are random.

/// Replaces the random digits of each boundary by zeros.
#[must_use]
pub fn without_boundary(text: &str) -> String {
    const DASHES: &str = "--------------------------";
    let mut normal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(DASHES) {
        let end = rest[at..]
            .find(|c: char| c != '-')
            .map_or(rest.len(), |dashes| at + dashes);
        let digits = rest[end..].bytes().take_while(u8::is_ascii_digit).count();
        normal.push_str(&rest[..end]);
        if digits == 24 {
            normal.push_str(&"0".repeat(24));
        } else {
            normal.push_str(&rest[end..end + digits]);
        }
        rest = &rest[end + digits..];
    }
    normal + rest
}

#[cfg(test)]
mod tests {
    use super::without_boundary;

    #[test]
    fn only_the_24_digits_of_a_boundary_become_zeros() {
        let dashes = "-".repeat(26);
        let text = format!("--{dashes}123456789012345678901234\r\n{dashes}12\r\n-34");
        let zeros = "0".repeat(24);
        let expected = format!("--{dashes}{zeros}\r\n{dashes}12\r\n-34");
        assert_eq!(without_boundary(&text), expected);
    }
}
