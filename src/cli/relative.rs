//! The way from a folder to a file.

use crate::text::slashes;
use std::path::{Component, Path, PathBuf};

/// The path of `file` from `folder`, with `/`; both are whole paths. On another drive it stays whole.
pub(super) fn relative(folder: &Path, file: &Path) -> String {
    let common = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return slashes(file);
    }
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    slashes(&up.chain(file.components().skip(common)).collect::<PathBuf>())
}

/// The whole path without `.`, `..` and links, as far as there is something.
pub(super) fn whole(path: &Path) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            whole(parent).join(name)
        }
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways() {
        let way = |folder: &str, file: &str| relative(Path::new(folder), Path::new(file));
        assert_eq!(way("/a/b", "/a/b/c/d.txt"), "c/d.txt");
        assert_eq!(way("/a/b", "/a/c.txt"), "../c.txt");
        assert_eq!(way("/a/b/c", "/d"), "../../../d");
    }

    #[test]
    fn what_is_not_there() {
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap();
        assert_eq!(whole(Path::new("nulle/part.txt")), here.join("nulle/part.txt"));
    }
}
