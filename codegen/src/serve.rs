//! Answers requests with the saved responses of collections: `codegen serve`.
//!
//! ```text
//! catalogue    the saved responses of collections, and the page that lists them
//! answer       from a request to a response: pure
//! server       sockets and time
//! ```

mod answer;
mod catalogue;
mod server;

use std::io::{self, Write as _};
use std::sync::{Arc, PoisonError, RwLock};

use codegen::cli::Serve;

use catalogue::Catalogue;

/// What the server answers with. It is replaced as a whole when files change.
#[derive(Clone)]
struct Current(Arc<RwLock<Arc<Catalogue>>>);

impl Current {
    fn get(&self) -> Arc<Catalogue> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, catalogue: Catalogue) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(catalogue);
    }
}

/// Runs a server until the process ends.
pub(crate) fn run(serve: Serve) -> io::Result<u8> {
    let served = serve.read()?;
    if served.apis.is_empty() {
        // What is wrong with the files has been reported.
        return Ok(1);
    }
    let catalogue = Catalogue::of(served);
    if catalogue.saved.is_empty() {
        writeln!(
            anstream::stderr(),
            "error: there are no saved responses; save a response as an example in Postman"
        )?;
        return Ok(1);
    }
    let current = Current(Arc::new(RwLock::new(Arc::new(catalogue))));
    let serve = Arc::new(serve);
    watch(Arc::clone(&serve), current.clone());
    match server::run(&serve, &current) {
        Ok(()) => Ok(0),
        Err(error) => {
            writeln!(
                anstream::stderr(),
                "error: cannot listen on {}: {error}",
                serve.address
            )?;
            Ok(1)
        }
    }
}

/// Reads the files again whenever they change. Files without saved responses, as while they are written, change nothing.
fn watch(serve: Arc<Serve>, current: Current) {
    std::thread::spawn(move || {
        let result = serve.each_change(|| {
            let catalogue = Catalogue::of(serve.read()?);
            if catalogue.saved.is_empty() {
                serve.log("no saved responses any more; the old ones are kept");
            } else {
                serve.log(&format!("{} saved responses", catalogue.saved.len()));
                current.set(catalogue);
            }
            Ok(())
        });
        if let Err(error) = result {
            serve.log(&format!("changes are not noticed: {error}"));
        }
    });
}
