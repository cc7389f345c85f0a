//! A browser without a window: Chromium, over its protocol for developer tools.
//!
//! The protocol uses a pipe, so there is no port and no other package. Chromium expects it as the files 3 and 4, which a shell
//! connects to its standard input and output.

use std::cell::RefCell;
use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

/// How long the browser may take for an answer before the run fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// What Chromium is called on different systems.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Anything that goes wrong.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A browser with one page.
pub struct Browser {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    session: String,
    next_id: u64,
    /// The URLs that the page has asked for.
    requests: RefCell<Vec<String>>,
    _profile: tempfile::TempDir,
}

/// The name of an installed browser.
#[must_use]
pub fn installed() -> Option<&'static str> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let is_there = |name: &&str| folders.iter().any(|folder| folder.join(name).is_file());
    NAMES.iter().copied().find(|name| is_there(name))
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Errors
    ///
    /// If it does not start.
    pub fn start(name: &str) -> Result<Self> {
        let profile = tempfile::tempdir()?;
        let script = format!(
            "exec {name} --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking \
             --user-data-dir='{}' --remote-debugging-pipe about:blank 3<&0 4>&1 </dev/null >/dev/null 2>&1",
            profile.path().display()
        );
        let mut process = Command::new("sh")
            .args(["-c", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = process.stdin.take().ok_or("no pipe to the browser")?;
        let output = process.stdout.take().ok_or("no pipe from the browser")?;
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut message = Vec::new();
            while output
                .read_until(0, &mut message)
                .is_ok_and(|length| length > 0)
            {
                message.pop();
                let value = serde_json::from_slice(&message).unwrap_or_default();
                if sender.send(value).is_err() {
                    return;
                }
                message.clear();
            }
        });
        let mut browser = Self {
            process,
            input,
            messages,
            session: String::new(),
            next_id: 0,
            requests: RefCell::default(),
            _profile: profile,
        };
        browser.attach()?;
        Ok(browser)
    }

    fn attach(&mut self) -> Result<()> {
        let target = self.command("Target.createTarget", &json!({ "url": "about:blank" }))?;
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.command("Target.attachToTarget", &target)?;
        let session = session["sessionId"].as_str().ok_or("no session")?;
        session.clone_into(&mut self.session);
        self.command("Page.enable", &json!({}))?;
        self.command("Network.enable", &json!({}))?;
        Ok(())
    }

    /// Runs a command of the protocol.
    ///
    /// # Errors
    ///
    /// If the browser refuses it, or does not answer.
    pub fn command(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if !self.session.is_empty() {
            message["sessionId"] = self.session.as_str().into();
        }
        write!(self.input, "{message}\0")?;
        self.input.flush()?;
        let mut answer = self.wait(|message| message["id"] == id)?;
        match answer["error"].as_object() {
            Some(error) => Err(format!("{method}: {error:?}").into()),
            None => Ok(answer["result"].take()),
        }
    }

    /// The next message that is accepted. Requests of the page are recorded.
    fn wait(&self, is_wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        loop {
            let message = self.messages.recv_timeout(PATIENCE)?;
            if message["method"] == "Network.requestWillBeSent" {
                let url = message["params"]["request"]["url"].as_str();
                self.requests.borrow_mut().extend(url.map(str::to_owned));
            }
            if is_wanted(&message) {
                return Ok(message);
            }
        }
    }

    /// Opens a page, and waits until it is loaded.
    ///
    /// # Errors
    ///
    /// If it is not.
    pub fn open(&mut self, url: &str) -> Result<()> {
        self.command("Page.navigate", &json!({ "url": url }))?;
        self.loaded()
    }

    /// Waits until a page is loaded.
    ///
    /// # Errors
    ///
    /// If none is.
    pub fn loaded(&self) -> Result<()> {
        self.wait(|message| message["method"] == "Page.loadEventFired")?;
        Ok(())
    }

    /// The value of an expression, which can be a promise.
    ///
    /// # Errors
    ///
    /// If it throws.
    pub fn value(&mut self, expression: &str) -> Result<Value> {
        let parameters = json!({
            "expression": expression,
            "awaitPromise": true,
            "returnByValue": true,
            "userGesture": true,
        });
        let mut answer = self.command("Runtime.evaluate", &parameters)?;
        match answer["exceptionDetails"].as_object() {
            Some(exception) => Err(format!("`{expression}`: {exception:?}").into()),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// Types text.
    ///
    /// # Errors
    ///
    /// If the browser does not answer.
    pub fn type_text(&mut self, text: &str) -> Result<()> {
        self.command("Input.insertText", &json!({ "text": text }))?;
        Ok(())
    }

    /// Presses a key, such as `Enter`; `text` is what it writes.
    ///
    /// # Errors
    ///
    /// If the browser does not answer.
    pub fn press(&mut self, key: &str, text: &str) -> Result<()> {
        let code = match key {
            "Enter" => 13,
            "ArrowDown" => 40,
            _ => 0,
        };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event =
                json!({ "type": kind, "key": key, "text": text, "windowsVirtualKeyCode": code });
            self.command("Input.dispatchKeyEvent", &event)?;
        }
        Ok(())
    }

    /// The URLs that pages have asked for until now.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.requests.borrow().clone()
    }

    /// Writes a picture of the page.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn picture(&mut self, path: &Path) -> Result<()> {
        let picture = self.command("Page.captureScreenshot", &json!({ "format": "png" }))?;
        let picture = picture["data"].as_str().ok_or("no picture")?;
        std::fs::write(path, BASE64_STANDARD.decode(picture)?)?;
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
