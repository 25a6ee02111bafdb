//! Where the settings come from, what is wrong with them, and `intrus check --dump-config`.

use super::args::{ConfigArgs, RuleArgs, ScopeArgs};
use super::files::Input;
use super::messages::Message;
use super::{Status, messages};
use crate::config::{ConfigError, Finder, Layer, Set, Source, dump as dump_settings, rules_by_option};
use crate::report::{Excerpt, Style};
use crate::text::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::{Context, Result};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Finds the settings of files, those of the arguments included.
pub(super) fn finder(args: &ScopeArgs) -> Result<Finder> {
    let texts = |texts: &[String], option| (!texts.is_empty()).then(|| Set::by_option(texts.to_vec(), option));
    let layer = Layer {
        format: args.format_of.clone().map(|name| Set::by_option(name, "--format-of")),
        exclude_keys: texts(&args.exclude_keys, "--exclude-keys"),
        columns: texts(&args.columns, "--columns"),
        ..Layer::default()
    };
    finder_with(&args.config, &args.rules, layer)
}

/// The same where the arguments say nothing of how files are read but what is in `layer`.
pub(super) fn finder_with(config: &ConfigArgs, rules: &RuleArgs, layer: Layer) -> Result<Finder> {
    let current = std::env::current_dir().context("the current folder cannot be told")?;
    let source = match &config.config {
        Some(file) => Source::File(file.clone()),
        None if config.no_config => Source::Nothing,
        None => Source::Nearest,
    };
    let layer = Layer {
        select: rules_by_option(&rules.select, "--select")?,
        ignore: rules_by_option(&rules.ignore, "--ignore")?,
        min_confidence: rules.min_confidence.map(|p| Set::by_option(p, "--min-confidence")),
        ..layer
    };
    Ok(Finder::new(&current, source, layer))
}

/// What is wrong with the configuration of folders and inputs, each error once.
pub(super) fn errors(finder: &Finder, paths: &[PathBuf], inputs: &[Input], style: Style) -> Vec<Message> {
    let here = [PathBuf::from(".")];
    let folders = if paths.is_empty() { &here } else { paths }.iter().filter(|path| path.is_dir());
    let of_folders = folders.filter_map(|folder| finder.config(folder).err());
    let of_inputs = inputs.iter().filter_map(|input| finder.settings(input.place()).err());
    let mut met: Vec<Arc<ConfigError>> = Vec::new();
    for error in of_folders.chain(of_inputs) {
        if !met.iter().any(|known| Arc::ptr_eq(known, &error)) {
            met.push(error);
        }
    }
    met.iter().map(|error| message(error, style)).collect()
}

/// The error, with the line that it is in.
fn message(error: &ConfigError, style: Style) -> Message {
    let mut message = messages::Message::error(&error.path, &error.message);
    message.text = error.to_string();
    if let Some(place) = &error.place {
        let (line, _) = place.line_and_column();
        let excerpt = Excerpt::around(&place.text, Span::new(place.span.start, place.span.end), line);
        let marked = AnnotationKind::Primary.span(excerpt.span.range());
        let source = Snippet::source(&*excerpt.text).line_start(excerpt.line).annotation(marked);
        let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
        let rendered = renderer.render(&[Group::with_title(Level::ERROR.primary_title("")).element(source)]);
        // The title stands above, as in all messages.
        message.excerpt = rendered.split_once('\n').map(|(_, source)| format!("{source}\n")).unwrap_or_default();
    }
    message
}

/// `intrus check --dump-config`.
pub(super) fn dump(args: &ScopeArgs) -> Result<Status> {
    let finder = finder(args)?;
    let path = args.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let found = finder.config(folder).and_then(|config| Ok((config, finder.settings(path)?)));
    let (config, settings) = match found {
        Ok(found) => found,
        Err(error) => {
            message(&error, Style { color: false }).print();
            return Ok(Status::Error);
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(dump_settings(&path.to_string_lossy(), config.as_deref(), &settings).as_bytes())?;
    out.flush()?;
    Ok(Status::Clean)
}
