//! Postman's dynamic variables, such as `$guid`: values made up anew each time (semantics 2.4).

/// A fresh value of a dynamic variable, by its name with the `$`; empty where the name is unknown.
#[must_use]
pub fn value(name: &str) -> String {
    match name {
        "$guid" | "$randomUUID" => uuid(),
        "$timestamp" => unix_seconds().to_string(),
        "$randomInt" => random(1001).to_string(),
        _ => String::new(),
    }
}

/// Text in which `{{$guid}}` and the like have fresh values.
#[must_use]
pub fn filled(text: &str) -> String {
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

fn random(below: u64) -> u64 {
    let mut bytes = [0; 8];
    // Without randomness, zero is as good as any number here: nothing secret is made of it.
    let _ = getrandom::fill(&mut bytes);
    u64::from_le_bytes(bytes) % below
}

fn uuid() -> String {
    let number = u128::from(random(u64::MAX)) << 64 | u128::from(random(u64::MAX));
    let number = number & !(0xf << 76) | 0x4 << 76;
    let number = number & !(0x3 << 62) | 0x2 << 62;
    let digits = format!("{number:032x}");
    format!(
        "{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    )
}

fn unix_seconds() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |elapsed| elapsed.as_secs())
}
