//! Runs the asynchronous client as WebAssembly in Node.js, over real sockets.
//!
//! ```text
//! cargo run -p tests --bin wasm
//! ```
//!
//! Needs Node.js, the target `wasm32-unknown-unknown`, and `wasm-bindgen` in the version of `Cargo.lock`. Exit code 1 if a
//! call does something else than expected, 2 if the program cannot be built or run.

use std::error::Error;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use tests::binary::{cargo, project};
use tests::recorder::{Answer, Recorded, Recorder};

const TARGET: &str = "wasm32-unknown-unknown";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// How many calls did something else than expected.
fn run() -> Result<usize> {
    let module = build()?;
    let mut failed = 0;
    for check in CHECKS {
        let problem = check.run(&module)?;
        println!("{}: {}", check.name, problem.as_deref().unwrap_or("ok"));
        failed += usize::from(problem.is_some());
    }
    Ok(failed)
}

/// A call of the program, with what the server answers, what the program sees, and how often a request is sent.
struct Check {
    name: &'static str,
    function: &'static str,
    answers: fn() -> Vec<Answer>,
    output: &'static str,
    requests: usize,
}

const CHECKS: [Check; 5] = [
    Check {
        name: "a call sends the golden request and returns its payload",
        function: "call",
        answers: || vec![Answer::new(204, "text/plain", "")],
        output: "done",
        requests: 1,
    },
    Check {
        name: "a failure has the server's words",
        function: "call",
        answers: || {
            let body = r#"{"code":1001,"message":"No such user."}"#;
            vec![Answer::new(404, "application/json", body)]
        },
        output: "PUT /users/:userId/status: 404 Not Found: No such user.",
        requests: 1,
    },
    Check {
        name: "a failure that can pass is sent again after a wait",
        function: "call",
        answers: || {
            let unavailable = Answer::new(503, "text/plain", "");
            vec![unavailable, Answer::new(204, "text/plain", "")]
        },
        output: "done",
        requests: 2,
    },
    Check {
        name: "a response is read while it arrives",
        function: "stream",
        answers: || vec![Answer::new(200, "text/plain", "some text")],
        output: "some text",
        requests: 1,
    },
    Check {
        name: "a call has a time limit",
        function: "call_with_limit",
        answers: Vec::new,
        output: "the request was sent, but no complete response was received: the server took longer than the time limit (true)",
        requests: 0,
    },
];

impl Check {
    /// What is wrong.
    fn run(&self, module: &Path) -> Result<Option<String>> {
        let recorder = Recorder::start(0, (self.answers)())?;
        // Connections are made, but nobody reads from them.
        let silent = TcpListener::bind(("127.0.0.1", 0))?;
        let base_url = match self.requests {
            0 => format!("http://{}", silent.local_addr()?),
            _ => recorder.base_url(),
        };
        let output = call(module, self.function, &base_url)?;
        let requests = recorder.take();
        if output != self.output {
            return Ok(Some(format!("the program sees {output:?}")));
        }
        if requests.len() != self.requests || !requests.iter().all(is_golden) {
            return Ok(Some(format!("the server gets {requests:#?}")));
        }
        Ok(None)
    }
}

/// Whether this is the request of the golden item.
fn is_golden(request: &Recorded) -> bool {
    let content_type = request.header("Content-Type").unwrap_or_default();
    let body = String::from_utf8_lossy(&request.body);
    request.method == "PUT"
        && request.target == "/users/a%20user/status"
        && request.header("Authorization") == Some("Bearer a-token")
        && content_type.starts_with("multipart/form-data; boundary=")
        && body.contains("name=\"action\"")
        && body.contains("deactivate")
}

/// Builds the program, and its module for Node.js.
fn build() -> Result<PathBuf> {
    let target = project().join("target");
    let mut command = cargo();
    command.args([
        "build",
        "--quiet",
        "--package",
        "wasm",
        "--target",
        TARGET,
        "--target-dir",
    ]);
    if !command.arg(&target).status()?.success() {
        return Err("the program does not build".into());
    }
    let file = target.join(TARGET).join("debug/wasm.wasm");
    let folder = target.join("wasm");
    let status = Command::new("wasm-bindgen")
        .args(["--target", "nodejs", "--out-dir"])
        .args([&folder, &file])
        .status()
        .map_err(|error| format!("wasm-bindgen does not run: {error}"))?;
    if !status.success() {
        return Err("wasm-bindgen fails: it has to be the version of Cargo.lock".into());
    }
    Ok(folder.join("wasm.js"))
}

/// Calls a function of the module with a base URL.
fn call(module: &Path, function: &str, base_url: &str) -> Result<String> {
    let script = "const [module, name, url] = process.argv.slice(1);\
        require(module)[name](url).then((text) => { console.log(text); process.exit(); });";
    let output = Command::new("node")
        .args(["--eval", script])
        .arg(module)
        .args([function, base_url])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("node does not run: {error}"))?;
    if !output.status.success() {
        return Err("the program fails".into());
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}
