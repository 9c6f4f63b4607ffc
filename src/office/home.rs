//! Where an installed program finds its templates and fonts, and where the work of its user lies.
//! What a package installs is only read: a user's inputs and results are in a folder of his own.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::folder::files_below;

/// What a user's folder of inputs and results is called, among his documents.
const WORK: &str = "红头";
/// The program's name among the data of a user and of the system.
const NAME: &str = "hongtou";
const INPUTS: &str = "inputs";

/// The folders around a running program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The working directory: empty for the one of the process, so that paths in it stay short.
    pub working: PathBuf,
    /// The folder that the program itself is in.
    pub program: Option<PathBuf>,
    /// The user's own data of this program: `~/.local/share/hongtou`.
    pub data: Option<PathBuf>,
    /// The user's documents: `~/文档`.
    pub documents: Option<PathBuf>,
}

impl Surroundings {
    /// Those of this process, as the system and its environment tell them.
    pub fn of_process() -> Self {
        let program = env::current_exe().ok();
        let program = program.and_then(|exe| Some(exe.parent()?.to_owned()));
        let folder = |name: &str| {
            let path = env::var_os(name).map(PathBuf::from);
            // What is not absolute counts for nothing there.
            path.filter(|path| path.is_absolute())
        };
        let home = folder("HOME").or_else(|| folder("USERPROFILE"));
        let below = |name: &str| home.as_ref().map(|home| home.join(name));
        let data = folder("XDG_DATA_HOME").or_else(|| folder("APPDATA"));
        let config = folder("XDG_CONFIG_HOME").or_else(|| below(".config"));
        let said = config.and_then(|config| fs::read_to_string(config.join("user-dirs.dirs")).ok());
        let said = said.zip(home.clone());
        let documents = said.and_then(|(said, home)| documents(&said, &home));
        let usual = ["文档", "Documents"].into_iter().filter_map(below);
        let usual = usual.into_iter().find(|path| path.is_dir());
        Self {
            working: PathBuf::new(),
            program,
            data: data
                .or_else(|| below(".local/share"))
                .map(|data| data.join(NAME)),
            documents: documents.or(usual).or(home),
        }
    }

    /// A folder of templates or fonts: in the working directory, else the user's own, else beside the
    /// program, else where a package put it.
    pub fn folder(&self, name: &str) -> Option<PathBuf> {
        let own = self.data.as_ref().map(|data| data.join(name));
        let beside = self.program.as_ref().map(|program| program.join(name));
        let installed = self.installed().map(|share| share.join(name));
        let places = [Some(self.working.join(name)), own, beside, installed];
        places.into_iter().flatten().find(|path| path.is_dir())
    }

    /// The folder of inputs: in the working directory, else beside the program, else the user's own.
    pub fn inputs(&self) -> Option<PathBuf> {
        let here = self.working.join(INPUTS);
        let beside = self.program.as_ref().map(|program| program.join(INPUTS));
        let own = self.work().map(|work| work.join(INPUTS));
        let places = [Some(here), beside, own];
        places.into_iter().flatten().find(|path| path.is_dir())
    }

    /// Where results go that nobody named a folder for: beside the inputs of the user's own folder
    /// where those serve, else into the working directory.
    pub fn results(&self, name: &Path) -> PathBuf {
        let own = self
            .work()
            .filter(|work| self.inputs() == Some(work.join(INPUTS)));
        own.map_or_else(|| self.working.join(name), |work| work.join(name))
    }

    /// The user's own folder of inputs and results, whether it is there or not: `~/文档/红头`.
    pub fn work(&self) -> Option<PathBuf> {
        Some(self.documents.as_ref()?.join(WORK))
    }

    /// What the package of an installed program holds: `/usr/share/hongtou` of `/usr/bin/hongtou`.
    pub fn installed(&self) -> Option<PathBuf> {
        let prefix = match &self.program {
            Some(program) => program.parent()?,
            // Where a program can't find out where it is, as in a bare root.
            None => Path::new("/usr"),
        };
        Some(prefix.join("share").join(NAME)).filter(|path| path.is_dir())
    }

    /// The sample inputs that came with the program.
    pub fn samples(&self) -> Option<PathBuf> {
        let installed = self
            .installed()
            .map(|share| share.join("samples").join(INPUTS));
        let beside = self.program.as_ref().map(|program| program.join(INPUTS));
        let places = [installed, beside, Some(self.working.join(INPUTS))];
        places.into_iter().flatten().find(|path| path.is_dir())
    }

    /// Whether a path lies within what a package installed, which is not written to.
    pub fn is_installed(&self, path: &Path) -> bool {
        let share = self.installed().and_then(|share| share.canonicalize().ok());
        // Of what is not there yet, the nearest folder that is.
        let mut there = path.ancestors().filter_map(|path| path.canonicalize().ok());
        share.is_some_and(|share| there.next().is_some_and(|path| path.starts_with(share)))
    }
}

/// The folder of documents that `user-dirs.dirs` names: `XDG_DOCUMENTS_DIR="$HOME/文档"`.
fn documents(said: &str, home: &Path) -> Option<PathBuf> {
    let value = said.lines().find_map(|line| {
        let value = line.trim().strip_prefix("XDG_DOCUMENTS_DIR=")?;
        value.strip_prefix('"')?.strip_suffix('"')
    })?;
    let path = match value.strip_prefix("$HOME") {
        Some(below) => home.join(below.trim_start_matches('/')),
        None => PathBuf::from(value),
    };
    // A user without such a folder has it named his home.
    (path.is_absolute() && path != home).then_some(path)
}

/// Copies the files of a folder that are not there yet, and over none; gives the paths of the copies.
///
/// # Errors
/// What could not be read or written; copies made before it stay.
pub fn copy_new(from: &Path, to: &Path) -> io::Result<Vec<PathBuf>> {
    let mut copies = Vec::new();
    for file in files_below(from) {
        let Ok(inner) = file.strip_prefix(from) else {
            continue;
        };
        let copy = to.join(inner);
        if copy.exists() {
            continue;
        }
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder)?;
        }
        // Its own bytes, and not the permissions of a file that is only to be read.
        let bytes = fs::read(&file)?;
        let mut new = fs::OpenOptions::new();
        let mut written = new.write(true).create_new(true).open(&copy)?;
        io::Write::write_all(&mut written, &bytes)?;
        copies.push(copy);
    }
    Ok(copies)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Machine(tempfile::TempDir);

    impl Machine {
        fn new(folders: &[&str]) -> Self {
            let root = tempfile::tempdir().unwrap();
            for folder in folders {
                fs::create_dir_all(root.path().join(folder)).unwrap();
            }
            Self(root)
        }

        fn around(&self) -> Surroundings {
            let at = |name: &str| self.0.path().join(name);
            Surroundings {
                working: at("working"),
                program: Some(at("usr/bin")),
                data: Some(at("home/.local/share/hongtou")),
                documents: Some(at("home/文档")),
            }
        }

        fn inner(&self, path: Option<PathBuf>) -> String {
            let path = path.unwrap_or_default();
            let inner = path.strip_prefix(self.0.path()).unwrap_or(Path::new("-"));
            inner.to_string_lossy().replace('\\', "/")
        }
    }

    const INSTALLED: &str = "usr/share/hongtou/templates";

    #[test]
    fn templates_are_the_nearest_ones() {
        let all = [
            "working/templates",
            "home/.local/share/hongtou/templates",
            "usr/bin/templates",
            INSTALLED,
        ];
        for from in 0..all.len() {
            let machine = Machine::new(&all[from..]);
            let found = machine.around().folder("templates");
            assert_eq!(machine.inner(found), all[from]);
        }
        assert_eq!(Machine::new(&[]).around().folder("templates"), None);
    }

    #[test]
    fn inputs_and_results_of_an_installed_program_are_the_users_own() {
        let machine = Machine::new(&[INSTALLED, "usr/share/hongtou/samples/inputs", "working"]);
        let around = machine.around();
        assert_eq!(around.inputs(), None);
        let out = |around: &Surroundings| machine.inner(Some(around.results(Path::new("out"))));
        assert_eq!(out(&around), "working/out");
        let samples = around.samples().unwrap();
        fs::write(samples.join("2023.toml"), "year = 2023").unwrap();
        let inputs = around.work().unwrap().join("inputs");
        assert_eq!(copy_new(&samples, &inputs).unwrap().len(), 1);
        assert_eq!(machine.inner(around.inputs()), "home/文档/红头/inputs");
        assert_eq!(out(&around), "home/文档/红头/out");
        // What the user has made of it stays.
        fs::write(inputs.join("2023.toml"), "year = 2024").unwrap();
        assert!(copy_new(&samples, &inputs).unwrap().is_empty());
        assert_eq!(
            fs::read_to_string(inputs.join("2023.toml")).unwrap(),
            "year = 2024"
        );
        // Inputs in the working directory go first, and their results beside them.
        fs::create_dir_all(machine.0.path().join("working/inputs")).unwrap();
        assert_eq!(machine.inner(around.inputs()), "working/inputs");
        assert_eq!(out(&around), "working/out");
    }

    #[test]
    fn what_is_installed_is_known() {
        let machine = Machine::new(&[INSTALLED, "home/templates"]);
        let around = machine.around();
        assert!(around.is_installed(&machine.0.path().join(INSTALLED)));
        assert!(!around.is_installed(&machine.0.path().join("home/templates")));
    }

    #[test]
    fn documents_are_where_the_desktop_says() {
        let home = Path::new(if cfg!(windows) { "C:\\u" } else { "/home/u" });
        let said = "# a remark\nXDG_DESKTOP_DIR=\"$HOME/桌面\"\nXDG_DOCUMENTS_DIR=\"$HOME/文档\"\n";
        assert_eq!(documents(said, home), Some(home.join("文档")));
        for nothing in [
            "",
            "XDG_DOCUMENTS_DIR=\"$HOME\"",
            "XDG_DOCUMENTS_DIR=\"$HOME/\"",
            "XDG_DOCUMENTS_DIR=x",
        ] {
            assert_eq!(documents(nothing, home), None, "{nothing}");
        }
    }
}
