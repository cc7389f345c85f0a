//! Finds the `client` crate that a new crate depends on.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::inputs::absolute;
use crate::package::Client;

/// Returns the given folder, or `client` in the current folder if that is the crate.
pub(super) fn find(given: Option<&Path>, out: &Path) -> Result<Client, String> {
    if let Some(path) = given {
        if !is_client(path) {
            return Err(format!(
                "`{}` is not the package `codegen-client`",
                path.display()
            ));
        }
        return Ok(Client::Path(relative(path, out)));
    }
    let beside = Path::new("client");
    if is_client(beside) {
        return Ok(Client::Path(relative(beside, out)));
    }
    Ok(Client::Version)
}

fn is_client(path: &Path) -> bool {
    fs::read_to_string(path.join("Cargo.toml")).is_ok_and(|text| {
        text.lines()
            .any(|line| line.trim() == "name = \"codegen-client\"")
    })
}

/// The way from the folder `out`, which need not exist, to `path`.
fn relative(path: &Path, out: &Path) -> String {
    let way = match (absolute(path), absolute(out)) {
        (Some(path), Some(out)) => way(&out, &path),
        _ => path.to_owned(),
    };
    way.display().to_string().replace('\\', "/")
}

fn way(from: &Path, to: &Path) -> PathBuf {
    let same = from.components().zip(to.components());
    let same = same.take_while(|(a, b)| a == b).count();
    if same == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(same).map(|_| Component::ParentDir);
    up.chain(to.components().skip(same)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_client_goes_over_the_common_folder() {
        let way = |from, to| way(Path::new(from), Path::new(to)).display().to_string();
        assert_eq!(way("/a/b/c", "/a/client"), "../../client");
        assert_eq!(way("/a", "/a/client"), "client");
    }
}
