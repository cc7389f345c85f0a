//! Opens the catalogue in a browser, from disk, from a server of files and from `codegen serve`, and does what people do.
//!
//! ```text
//! cargo run -p tests --bin browser                          all checks
//! cargo run -p tests --bin browser -- --pictures DIR        and pictures of the pages
//! ```
//!
//! Exit code 1 if a check fails, 2 if there is no browser.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use codegen::inputs::Inputs;
use codegen::site::site;
use codegen::{Options, Output, understand};
use serde_json::{Value, json};
use tests::binary::project;
use tests::browser::{Browser, Result, installed};
use tests::pages::{Page, options};
use tests::serving::Serving;

const ITEM: &str = "api/zoom/update_user_status.html";

/// The lowest contrast of a text with what is behind it, in the colours of the page (WCAG 2.2, 1.4.3).
const CONTRAST: &str = r"(() => {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = channels(color).map((it) => it / 255)
      .map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let it = element; it; it = it.parentElement) {
      const color = getComputedStyle(it).backgroundColor;
      if (channels(color)[3] !== 0) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  let lowest = 21;
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some((it) => it.nodeType === 3 && it.data.trim());
    if (!hasText) continue;
    const pair = [light(getComputedStyle(element).color), light(behind(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    lowest = Math.min(lowest, ratio);
  }
  return lowest;
})()";

fn main() -> ExitCode {
    let Some(name) = installed() else {
        eprintln!("error: no Chromium is installed");
        return ExitCode::from(2);
    };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let pictures = match arguments.as_slice() {
        [] => None,
        [flag, dir] if flag == "--pictures" => Some(PathBuf::from(dir)),
        _ => {
            eprintln!("usage: browser [--pictures DIR]");
            return ExitCode::from(2);
        }
    };
    match run(name, pictures.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(name: &str, pictures: Option<&Path>) -> Result<()> {
    let site = golden();
    let dir = tempfile::tempdir()?;
    site.write(dir.path())?;
    let page = site.get(ITEM).ok_or("no page of the golden item")?;
    let page = Page::read(page);
    let server = serve(site.clone())?;
    for root in [format!("file://{}", dir.path().display()), server] {
        let mut browser = Browser::start(name)?;
        let mut visit = Visit {
            browser: &mut browser,
            root: &root,
        };
        for query in ["deactivate", "1001", "/status"] {
            visit.search(query)?;
        }
        visit.copy("rust-async", &page.texts["rust-async"])?;
        visit.copy("curl-command", &page.texts["curl-command"])?;
        visit.json()?;
        visit.colours()?;
        visit.phone()?;
        visit.without_scripts()?;
        stays(&browser, &root)?;
    }
    try_it(name)?;
    if let Some(pictures) = pictures {
        std::fs::create_dir_all(pictures)?;
        let mut browser = Browser::start(name)?;
        for (page, file, height) in [
            ("index.html", "catalogue-index.png", 420),
            (ITEM, "catalogue-item.png", 1500),
        ] {
            let size =
                json!({ "width": 900, "height": height, "deviceScaleFactor": 1, "mobile": false });
            browser.command("Emulation.setDeviceMetricsOverride", &size)?;
            browser.open(&format!("file://{}/{page}", dir.path().display()))?;
            browser.picture(&pictures.join(file))?;
        }
    }
    Ok(())
}

/// Checks that the browser has asked nobody else.
fn stays(browser: &Browser, root: &str) -> Result<()> {
    let requests = browser.requests();
    let is_ours = |url: &String| url.starts_with(root) || url.starts_with("data:");
    let foreign: Vec<&String> = requests.iter().filter(|url| !is_ours(url)).collect();
    check(
        foreign.is_empty(),
        &format!("requests to elsewhere: {foreign:?}"),
    )?;
    println!(
        "{root}: fine, {} requests, all to the origin",
        requests.len()
    );
    Ok(())
}

/// Sends the request of the golden item from its page, which `codegen serve` serves.
fn try_it(name: &str) -> Result<()> {
    let server = Serving::start(&project().join("collections/zoom"), ["--site"])?;
    let server = server.ok_or("there are no saved responses")?;
    let origin = format!("http://{}", server.address);
    let root = format!("{origin}/_catalogue");
    let mut browser = Browser::start(name)?;
    let mut visit = Visit {
        browser: &mut browser,
        root: &root,
    };
    visit.tries()?;
    visit.colours()?;
    visit.phone()?;
    visit.without_scripts()?;
    stays(&browser, &origin)
}

fn golden() -> Output {
    let mut inputs = Inputs::default();
    inputs.add_collections(&project().join("collections"));
    let understanding = understand(&inputs.apis, &Options::default());
    site(&understanding, &inputs.apis, options("generated"))
}

fn check(holds: bool, problem: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(problem.into()) }
}

/// Somebody who looks at pages.
struct Visit<'a> {
    browser: &'a mut Browser,
    root: &'a str,
}

impl Visit<'_> {
    fn open(&mut self, page: &str) -> Result<()> {
        self.browser.open(&format!("{}/{page}", self.root))
    }

    fn text(&mut self, expression: &str) -> Result<String> {
        let value = self.browser.value(expression)?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Finds the golden item with the keyboard, and goes back to all items.
    fn search(&mut self, query: &str) -> Result<()> {
        self.open("index.html")?;
        self.browser.press("/", "/")?;
        let focus = self.text("document.activeElement.id")?;
        check(focus == "search", "`/` does not lead to the search")?;
        self.browser.type_text(query)?;
        self.browser.press("ArrowDown", "")?;
        let found = self.text("document.querySelector('[aria-selected=true] b')?.textContent")?;
        let problem = format!("`{query}` finds `{found}`");
        check(found == "Update user status", &problem)?;
        self.browser.press("Enter", "\r")?;
        self.browser.loaded()?;
        let page = self.text("location.href")?;
        check(page.ends_with(ITEM), &format!("`{query}` leads to {page}"))?;
        self.browser
            .value("document.querySelector('.neighbours a[href*=zoom]').click()")?;
        self.browser.loaded()?;
        let page = self.text("location.href")?;
        let is_back = page.contains("api/zoom.html#item-");
        check(is_back, &format!("back leads to {page}"))?;
        let target = self.text("document.querySelector(':target a').textContent")?;
        check(
            target == "Update user status",
            &format!("back leads to the item `{target}`"),
        )
    }

    /// Copies a text.
    fn copy(&mut self, id: &str, text: &str) -> Result<()> {
        self.open(ITEM)?;
        let permissions =
            json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.browser
            .command("Browser.grantPermissions", &permissions)?;
        self.browser.command("Page.bringToFront", &json!({}))?;
        self.browser.value(&format!(
            "document.querySelector('[data-copy={id}]').click()"
        ))?;
        let copied = self.text("new Promise((done) => setTimeout(done, 100)).then(() => navigator.clipboard.readText())")?;
        check(copied == text, &format!("`{id}` copies `{copied}`"))
    }

    /// Copies the item: JSON without links and diagnostics.
    fn json(&mut self) -> Result<()> {
        self.open(ITEM)?;
        self.browser
            .value("document.querySelector('[data-copy=item-json]').click()")?;
        let copied = self.text("new Promise((done) => setTimeout(done, 100)).then(() => navigator.clipboard.readText())")?;
        let item: Value = serde_json::from_str(&copied)?;
        check(
            item["name"] == "Update user status",
            "the item is not copied",
        )
    }

    /// Sends a request with the keyboard, and again for another saved response.
    fn tries(&mut self) -> Result<()> {
        self.open(ITEM)?;
        let unnamed = "[...document.querySelectorAll('.try input, .try textarea, .try select')].filter((it) => !it.labels.length).length";
        let unnamed = self.browser.value(unnamed)?;
        check(unnamed == 0, &format!("{unnamed} fields have no label"))?;
        self.browser
            .value("document.querySelector('.try [name=userId]').focus()")?;
        self.browser.type_text("me")?;
        self.browser.press("Enter", "\r")?;
        let outcome = self.outcome()?;
        let is_success = outcome.starts_with("200 OK: saved response “Untitled Example”");
        check(is_success, &format!("the request gives `{outcome}`"))?;
        // The page asks by status and by id or name. For the second response, only the status is left.
        let by_status_alone = "delete dataset.id; delete dataset.name;";
        for (status, start, prepare) in [
            ("404", "404 Not Found", ""),
            ("400", "400 Bad Request", by_status_alone),
        ] {
            self.browser.value(&format!(
                "(() => {{
                    const choice = document.querySelector('.try select');
                    choice.selectedIndex = [...choice.options].findIndex((it) => it.value === '{status}');
                    const {{ dataset }} = choice.selectedOptions[0];
                    {prepare}
                    document.querySelector('.try button').click();
                }})()"
            ))?;
            let outcome = self.outcome()?;
            check(
                outcome.starts_with(&format!("{start}: saved response “")),
                &format!("the request for a {status} gives `{outcome}`"),
            )?;
        }
        let headers = self.text("document.querySelector('.received').textContent")?;
        check(
            headers.contains("x-saved-match: "),
            &format!("the headers are `{headers}`"),
        )
    }

    /// The page's summary of the response, once that has arrived.
    fn outcome(&mut self) -> Result<String> {
        self.text(
            "new Promise((done) => {
                const outcome = document.querySelector('#try-it .outcome');
                const wait = () => outcome.textContent && outcome.textContent !== 'Sending …'
                    ? done(outcome.textContent) : setTimeout(wait, 20);
                wait();
            })",
        )
    }

    /// Light and dark, each with enough contrast.
    fn colours(&mut self) -> Result<()> {
        let mut backgrounds = Vec::new();
        for scheme in ["light", "dark"] {
            let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
            let media = json!({ "features": [feature] });
            self.browser.command("Emulation.setEmulatedMedia", &media)?;
            for page in ["index.html", "api/zoom.html", ITEM] {
                self.open(page)?;
                self.browser.value(
                    "document.querySelectorAll('details').forEach((it) => { it.open = true; })",
                )?;
                let lowest = self.browser.value(CONTRAST)?.as_f64().unwrap_or_default();
                check(
                    lowest >= 4.5,
                    &format!("contrast of {lowest} on {page}, {scheme}"),
                )?;
            }
            backgrounds.push(self.text("getComputedStyle(document.body).backgroundColor")?);
        }
        check(backgrounds[0] != backgrounds[1], "there is no dark mode")
    }

    /// Nothing is wider than a phone.
    fn phone(&mut self) -> Result<()> {
        let size = json!({ "width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": true });
        self.browser
            .command("Emulation.setDeviceMetricsOverride", &size)?;
        for page in ["index.html", "api/zoom.html", ITEM] {
            self.open(page)?;
            let width = self.browser.value("document.documentElement.scrollWidth")?;
            check(
                width.as_u64() <= Some(360),
                &format!("{page} is {width} wide"),
            )?;
        }
        self.browser
            .command("Emulation.clearDeviceMetricsOverride", &json!({}))?;
        Ok(())
    }

    /// Only the search and the buttons need scripts.
    fn without_scripts(&mut self) -> Result<()> {
        let disabled = json!({ "value": true });
        self.browser
            .command("Emulation.setScriptExecutionDisabled", &disabled)?;
        self.open(ITEM)?;
        let shown = "[...document.querySelectorAll('#search-form, .copy, #try-it')].every((it) => it.hidden)";
        let hidden = self.browser.value(shown)?;
        check(hidden == true, "something is shown that does not work")?;
        let json = self.text("document.getElementById('item-json').textContent")?;
        check(json.contains("Update user status"), "the item is not shown")
    }
}

/// Serves the files on a free port, until the process ends; returns the origin.
fn serve(site: Output) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let site = Arc::new(site);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // Browsers open connections that they do not use yet, and close some early.
            thread::spawn(move || drop(answer(&stream, &site)));
        }
    });
    Ok(origin)
}

fn answer(stream: &TcpStream, site: &Output) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.trim_start_matches('/');
    let media_type = match path.rsplit('.').next() {
        Some("html") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        _ => "text/plain",
    };
    let (status, text) = match site.get(path) {
        Some(text) => ("200 OK", text),
        None => ("404 Not Found", ""),
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    )
}
