//! Which configuration holds for a file.

use super::error::ConfigError;
use super::file::NAMES;
use super::paths::absolute;
use super::read::Config;
use super::{Layer, Settings};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where configuration comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// For each file the nearest configuration file upwards, up to the top of the repository.
    Nearest,
    /// One file for everything; its patterns count from the current folder.
    File(PathBuf),
    /// Nowhere.
    Nothing,
}

/// What was found for a folder.
type Found = Result<Option<Arc<Config>>, Arc<ConfigError>>;

/// What makes the settings of a file: the configuration (its address) and which of its entries are for the file.
type Key = (usize, Option<usize>, Vec<usize>);

/// Finds the configuration of files. Every folder is looked into once, and every file read once.
pub struct Finder {
    current: PathBuf,
    /// The one that holds for everything; none where it is looked for.
    one: Option<Found>,
    command_line: Arc<Layer>,
    folders: Mutex<HashMap<PathBuf, Found>>,
    settings: Mutex<HashMap<Key, Arc<Settings>>>,
}

impl Finder {
    /// Relative paths count from the folder `current`; what the command line says wins over every file.
    pub fn new(current: &Path, source: Source, command_line: Layer) -> Self {
        let one = match source {
            Source::Nearest => None,
            Source::Nothing => Some(Ok(None)),
            Source::File(file) => {
                let read = Config::read(&absolute(current, &file), Some(current), current);
                Some(read.map(|config| Some(Arc::new(config))).map_err(Arc::new))
            }
        };
        Finder {
            current: current.to_path_buf(),
            one,
            command_line: Arc::new(command_line),
            folders: Mutex::default(),
            settings: Mutex::default(),
        }
    }

    /// The settings in force for a file.
    pub fn settings(&self, file: &Path) -> Result<Arc<Settings>, Arc<ConfigError>> {
        let file = absolute(&self.current, file);
        let config = self.of_file(&file)?;
        let (format, entries) = config.as_ref().map(|config| config.entries(&file)).unwrap_or_default();
        let address = config.as_ref().map_or(0, |config| Arc::as_ptr(config) as usize);
        let make = || {
            let layers = config.iter().flat_map(|config| config.in_force(format, &entries));
            Arc::new(Settings::new(layers.chain([self.command_line.clone()]).collect()))
        };
        Ok(lock(&self.settings).entry((address, format, entries.clone())).or_insert_with(make).clone())
    }

    /// The configuration that holds in a folder.
    pub fn config(&self, folder: &Path) -> Result<Option<Arc<Config>>, Arc<ConfigError>> {
        self.of_folder(&absolute(&self.current, folder))
    }

    /// Whether the configuration leaves out a file or folder that is met in a folder. One that is broken leaves out nothing.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.excludes_absolute(&absolute(&self.current, path), is_folder)
    }

    /// Whether the configuration leaves out a path, or a folder that it is in.
    pub fn excludes_way_to(&self, path: &Path, is_folder: bool) -> bool {
        let path = absolute(&self.current, path);
        path.ancestors().enumerate().any(|(up, path)| self.excludes_absolute(path, is_folder || up > 0))
    }

    fn excludes_absolute(&self, path: &Path, is_folder: bool) -> bool {
        self.of_file(path).ok().flatten().is_some_and(|config| config.excludes(path, is_folder))
    }

    fn of_file(&self, file: &Path) -> Found {
        self.of_folder(file.parent().unwrap_or(file))
    }

    /// The configuration in this folder, or in the nearest one above.
    fn of_folder(&self, folder: &Path) -> Found {
        if let Some(one) = &self.one {
            return one.clone();
        }
        let mut folders = lock(&self.folders);
        let mut met = Vec::new();
        let mut found = Ok(None);
        for folder in folder.ancestors() {
            if let Some(known) = folders.get(folder) {
                found = known.clone();
                break;
            }
            met.push(folder.to_path_buf());
            if let Some(file) = NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file()) {
                let read = Config::read(&file, None, &self.current);
                found = read.map(|config| Some(Arc::new(config))).map_err(Arc::new);
                break;
            }
            // What lies outside a repository is not the same for everyone who has it.
            if folder.join(".git").exists() {
                break;
            }
        }
        folders.extend(met.into_iter().map(|folder| (folder, found.clone())));
        found
    }
}

/// What is behind the lock is whole whenever it is free, even if another thread has panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
