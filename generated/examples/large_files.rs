//! Uploads 1 GiB as a part of a form, and downloads 1 GiB to disk, both in constant memory.
//!
//! `cargo run -p generated --example large_files`

#[path = "support/server.rs"]
mod server;

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Read, Write};

use generated::client::{Custom, Request};
use generated::zoom;

const SIZE: u64 = 1024 * 1024 * 1024;

/// Counts what is uploaded, and sends zeros.
fn answer(line: &str, length: u64, stream: &mut dyn Write) -> io::Result<()> {
    if line.starts_with("POST") {
        let body = format!("{{\"received\": {length}}}");
        return server::respond(stream, "200 OK", "application/json", body.as_bytes());
    }
    server::begin(stream, "200 OK", "application/octet-stream", SIZE)?;
    io::copy(&mut io::repeat(0).take(SIZE), stream)?;
    Ok(())
}

/// The largest amount of memory that this program, with its server, has used so far.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let peak = lines.find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or("unknown on this system".to_owned(), |peak| {
        peak.trim().to_owned()
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = server::start(answer)?;
    let zoom = zoom::Client::new(zoom::auth::BearerToken::new("token")).base_url(server);
    let folder = std::env::temp_dir().join(format!("large-files-{}", std::process::id()));
    fs::create_dir(&folder)?;
    println!("at the start: {}", peak_memory());

    // A file of zeros, which takes no space on most disks.
    let path = folder.join("recording.mp4");
    File::create(&path)?.set_len(SIZE)?;
    let mut upload = Request::new("POST", "{{baseUrl}}/recordings");
    upload.form_text("title", "All hands");
    upload.form_file("file", path.as_path().into());
    let response = zoom.call(Custom::new(upload)).scheme("oauth2").await?;
    println!("uploaded: {}; peak {}", response.text(), peak_memory());

    let mut shown = 0;
    let download = Custom::new(Request::new("GET", "{{baseUrl}}/recordings/1"));
    let response = zoom.call(download).scheme("oauth2").stream().await?;
    let saved = response.save_with(&path, |progress| {
        let percent = progress.received * 100 / progress.total.unwrap_or(SIZE);
        if percent >= shown + 25 {
            shown = percent;
            println!("  {percent} %");
        }
    });
    println!("downloaded: {} bytes; peak {}", saved.await?, peak_memory());
    fs::remove_dir_all(folder)?;
    Ok(())
}
