//! What holds for any folder of format 3: no panic, the same output each time, code that parses, and no secret in messages.

use std::fs;
use std::path::Path;

use codegen::inputs::Inputs;
use codegen::{Generation, Options, generate};

/// A collection with a body, examples, schemas and auth.
const FILES: &[(&str, &str)] = &[
    (
        ".resources/definition.yaml",
        "$kind: collection\nname: Shop\nvariables:\n  baseUrl: https://shop.example\nauth:\n  - id: a\n    type: bearer\n    credentials:\n      - key: token\n        value: '{{token}}'\n",
    ),
    (
        "Add order.request.yaml",
        "$kind: http-request\nurl: '{{baseUrl}}/orders/:id?page=1'\nmethod: POST\norder: 1000\nheaders:\n  X-Trace: on\nqueryParams:\n  - key: page\n    value: 1\n    description: The page.\n    $type: '{\"properties\":{\"value\":{\"type\":\"integer\"}}}'\npathVariables:\n  id: 0x1F\nbody:\n  type: json\n  content: |-\n    {\"total\": 1, \"lines\": [{\"sku\": \"a\"}]}\n  $type: '{\"properties\":{\"total\":{\"type\":\"integer\"},\"state\":{\"enum\":[\"a\",\"b\"]}}}'\nexamples: ./.resources/Add order.resources/examples\n",
    ),
    (
        ".resources/Add order.resources/examples/Created.example.yaml",
        "$kind: http-example\nrequest: {url: 'https://shop.example/orders/1', method: POST}\nresponse:\n  statusCode: 201\n  statusText: Created\n  headers: {Content-Type: application/json}\n  body:\n    type: json\n    content: '{\"id\": 7}'\n",
    ),
    (
        "Query.request.yaml",
        "$kind: graphql-request\nurl: '{{baseUrl}}/graphql'\nquery: |\n  query Find($id: ID!) { order(id: $id) { id } }\nvariables: '{\"id\": \"1\"}'\n",
    ),
];

/// How many mutants there are: some seconds in the test profile.
const MUTANTS: u64 = 100;

/// Texts that mean something in YAML, or are long or deep.
fn fragments() -> Vec<String> {
    let short = [
        "&a ",
        "*a",
        "!!binary ",
        "|",
        ">-",
        "- ",
        ": ",
        "? ",
        "#",
        "'",
        "\"",
        "{",
        "}",
        "[",
        "]",
        "---\n",
        "...\n",
        "\t",
        "\r\n",
        "\u{feff}",
        "\u{0}",
        "\u{2028}",
        "{{x}}",
        "<<: *a\n",
        "%YAML 1.1\n",
        "~",
        "0x1F",
        ".inf",
        "1e999",
    ];
    let mut all: Vec<String> = short.map(str::to_owned).to_vec();
    all.extend([
        "[".repeat(5_000),
        "- ".repeat(5_000),
        "x".repeat(50_000),
        "a: &a [*a]\n".repeat(20),
    ]);
    all
}

/// Numbers that depend on the seed only (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

/// The text with one to four changes.
fn mutated(text: &str, numbers: &mut Numbers, fragments: &[String]) -> String {
    let mut text = text.to_owned();
    for _ in 0..=numbers.below(4) {
        let mut at = numbers.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match numbers.below(4) {
            0 => text.insert_str(at, &fragments[numbers.below(fragments.len())]),
            1 => text.truncate(at),
            2 => {
                let rest: Vec<String> = text.lines().map(str::to_owned).collect();
                let gone = numbers.below(rest.len());
                let kept = rest.iter().enumerate().filter(|(index, _)| *index != gone);
                let kept: Vec<&str> = kept.map(|(_, line)| line.as_str()).collect();
                text = kept.join("\n") + "\n";
            }
            _ => {
                let indentation = " ".repeat(numbers.below(9));
                let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
                text.insert_str(start, &indentation);
            }
        }
    }
    text
}

fn write(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn generated(dir: &Path) -> Generation {
    let mut inputs = Inputs::default();
    inputs.add(dir);
    let mut generation = generate(&inputs.apis, &Options::default());
    let mut diagnostics = inputs.diagnostics;
    diagnostics.extend(std::mem::take(&mut generation.diagnostics));
    generation.diagnostics = diagnostics;
    generation
}

#[test]
fn mutants_of_yaml_files_break_no_promise() {
    let fragments = fragments();
    for seed in 1..=MUTANTS {
        let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let dir = tempfile::tempdir().unwrap();
        let chosen = numbers.below(FILES.len());
        for (index, (path, text)) in FILES.iter().enumerate() {
            if index == chosen {
                write(dir.path(), path, &mutated(text, &mut numbers, &fragments));
            } else {
                write(dir.path(), path, text);
            }
        }
        let first = generated(dir.path());
        let second = generated(dir.path());
        assert_eq!(first.output, second.output, "mutant {seed}");
        for (path, text) in first.output.iter() {
            assert!(syn::parse_file(text).is_ok(), "mutant {seed}: {path}");
        }
        // The other files are read, whatever is wrong with one.
        let operations = first.apis.iter().map(|api| api.all_operations().len());
        assert!(
            operations.sum::<usize>() >= 1,
            "mutant {seed}: {:?}",
            first.diagnostics
        );
    }
}

#[test]
fn nesting_and_aliases_are_bounded() {
    for text in [
        format!("$kind: http-request\nurl: {}", "[".repeat(200_000)),
        format!("$kind: http-request\nurl: {}", "{a: ".repeat(200_000)),
        format!(
            "a0: &a0 [x]\n{}",
            (1..40)
                .map(|n| format!("a{n}: &a{n} [*a{}, *a{}]", n - 1, n - 1))
                .collect::<Vec<_>>()
                .join("\n")
        ),
    ] {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "A.request.yaml", &text);
        let (_, good) = FILES[1];
        write(dir.path(), "B.request.yaml", good);
        let generation = generated(dir.path());
        assert_eq!(generation.apis[0].all_operations().len(), 1);
        let codes: Vec<String> = generation
            .diagnostics
            .iter()
            .map(|it| it.code.to_string())
            .collect();
        assert!(codes.contains(&"not-yaml".to_owned()), "{codes:?}");
    }
}

#[test]
fn secrets_in_yaml_reach_neither_code_nor_messages() {
    let secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    let dir = tempfile::tempdir().unwrap();
    let text = format!(
        "$kind: http-request\nurl: 'https://a.example/x?token={secret}'\nmethod: POST\n\
         description: Send {secret}.\nheaders:\n  Authorization: Bearer {secret}\nauth:\n  type: bearer\n  credentials:\n    token: {secret}\n\
         body:\n  type: json\n  content: '{{\"password\": \"{secret}\"}}'\n"
    );
    write(dir.path(), "A.request.yaml", &text);
    write(
        dir.path(),
        "B.request.yaml",
        &format!("$kind: http-request\nname: {secret}\n"),
    );
    let generation = generated(dir.path());
    for (path, code) in generation.output.iter() {
        assert!(!code.contains(secret), "{path}\n{code}");
    }
    for diagnostic in &generation.diagnostics {
        assert!(!diagnostic.message.contains(secret), "{diagnostic:?}");
    }
}
