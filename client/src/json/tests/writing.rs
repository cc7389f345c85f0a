use std::collections::BTreeMap;

use crate::json::{Maybe, ToJson, Writer, to_string, write_string};

struct Written<F: Fn(&mut Writer)>(F);

impl<F: Fn(&mut Writer)> ToJson for Written<F> {
    fn to_json(&self, out: &mut Writer) {
        (self.0)(out);
    }
}

#[test]
fn strings_are_escaped_like_json_stringify() {
    let text = "\"\\/\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f}é☃\u{2028}🚀";
    let expected = "\"\\\"\\\\/\\n\\r\\t\\b\\f\\u0000\\u001f\u{7f}é☃\u{2028}🚀\"";
    assert_eq!(to_string(&text.to_owned()), expected);
}

#[test]
fn floats_are_written_like_javascript() {
    let written = |value: f64| to_string(&value);
    assert_eq!(written(1.0), "1");
    assert_eq!(written(-0.0), "0");
    assert_eq!(written(0.1 + 0.2), "0.30000000000000004");
    assert_eq!(written(1e20), "100000000000000000000");
    assert_eq!(written(1e21), "1e+21");
    assert_eq!(written(-1.25e300), "-1.25e+300");
    assert_eq!(written(1e-6), "0.000001");
    assert_eq!(written(1e-7), "1e-7");
    assert_eq!(written(f64::MIN_POSITIVE), "2.2250738585072014e-308");
    assert_eq!(written(f64::NAN), "null");
    assert_eq!(written(f64::INFINITY), "null");
    assert_eq!(to_string(&0.1_f32), "0.1");
}

#[test]
fn integers_keep_every_digit() {
    assert_eq!(to_string(&i64::MIN), "-9223372036854775808");
    assert_eq!(to_string(&u64::MAX), "18446744073709551615");
}

#[test]
fn absent_members_are_omitted_and_null_ones_are_written() {
    let object = Written(|out| {
        let mut object = out.object();
        object.field("a", &1_i64);
        object.optional("b", &None::<i64>);
        object.optional("c", &Some(true));
        object.maybe("d", &Maybe::<i64>::Absent);
        object.maybe("e", &Maybe::<i64>::Null);
        object.maybe("f", &Maybe::from(2_i64));
        object.end();
    });
    assert_eq!(to_string(&object), r#"{"a":1,"c":true,"e":null,"f":2}"#);
}

#[test]
fn empty_objects_and_lists_have_nothing_inside() {
    assert_eq!(to_string(&BTreeMap::<String, i64>::new()), "{}");
    assert_eq!(to_string(&Vec::<i64>::new()), "[]");
}

#[test]
fn other_types_are_written_as_strings() {
    let address = std::net::Ipv4Addr::LOCALHOST;
    let written = Written(|out| write_string(&address, out));
    assert_eq!(to_string(&written), r#""127.0.0.1""#);
}
