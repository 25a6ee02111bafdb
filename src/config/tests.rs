//! Tests of the configuration as a whole.

use super::file::File;
use super::*;
use std::path::Path;
