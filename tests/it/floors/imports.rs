//! Which file of the crate uses which: read from the `use` lines and the paths of its code, without what is compiled for
//! tests only. A name is followed through `pub use` to the file that defines it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A path of names, from the root of the crate.
type Names = Vec<String>;

/// One file of the crate.
#[derive(Default)]
struct Module {
    /// Its path below `src`.
    file: String,
    /// The modules declared in it.
    children: BTreeSet<String>,
    /// What its `use` lines name, by the name that they give it.
    names: BTreeMap<String, Names>,
    /// The paths that its code follows, its own names not yet put for what they stand for.
    paths: BTreeSet<Names>,
}

/// The files of the crate by their paths as modules.
pub(crate) struct Tree {
    modules: BTreeMap<Names, Module>,
}

impl Module {
    /// Returns a path of its code from the root; none where it leads to another crate, or to something of the file itself.
    fn rooted(&self, path: &[String], names: &[String]) -> Option<Names> {
        let (first, rest) = names.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([path, rest].concat()),
            "super" => {
                let up = names.iter().take_while(|name| *name == "super").count();
                Some([&path[..path.len().checked_sub(up)?], &names[up..]].concat())
            }
            _ if self.names.contains_key(first) => Some([self.names[first].as_slice(), rest].concat()),
            _ => self.children.contains(first).then(|| [path, names].concat()),
        }
    }
}

impl Tree {
    /// Reads the crate whose `lib.rs` lies in a folder.
    pub(crate) fn read(src: &Path) -> Self {
        let mut tree = Self { modules: BTreeMap::new() };
        tree.add(src, "lib.rs", Vec::new());
        tree
    }

    /// Visits the files, each with those that it uses.
    pub(crate) fn imports(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        self.modules.iter().map(|(path, module)| (module.file.as_str(), self.used_by(path, module))).collect()
    }

    fn add(&mut self, src: &Path, file: &str, path: Names) {
        let module = read(file, &path, &std::fs::read_to_string(src.join(file)).unwrap());
        let folder = match file.strip_suffix("mod.rs") {
            Some(folder) => folder.to_owned(),
            None if path.is_empty() => String::new(),
            None => format!("{}/", file.trim_end_matches(".rs")),
        };
        for child in &module.children {
            let found = [format!("{folder}{child}.rs"), format!("{folder}{child}/mod.rs")];
            let file = found.into_iter().find(|file| src.join(file).exists());
            let file = file.unwrap_or_else(|| panic!("module `{child}` of `{file}` has no file", file = module.file));
            self.add(src, &file, [path.as_slice(), std::slice::from_ref(child)].concat());
        }
        self.modules.insert(path, module);
    }

    fn used_by(&self, path: &[String], module: &Module) -> BTreeSet<&str> {
        let below = |names: &Names| names.starts_with(path) && names.len() > path.len();
        let own = module.paths.iter().filter_map(|names| module.rooted(path, names));
        let all = module.names.values().filter(|names| !below(names)).cloned().chain(own);
        let mut used: BTreeSet<&str> = all.filter_map(|names| self.defined(&names, 0)).collect();
        used.remove(module.file.as_str());
        used
    }

    /// Returns the file that defines what a path names; none for a module as a whole, which is used by what is taken of it.
    fn defined(&self, names: &[String], depth: usize) -> Option<&str> {
        let mut at = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let module = &self.modules[&at];
            at.push(name.clone());
            if self.modules.contains_key(&at) {
                continue;
            }
            let rest = &names[index + 1..];
            let found = module.names.get(name).filter(|_| depth < 16);
            if let Some(target) = found {
                return self.defined(&[target.as_slice(), rest].concat(), depth + 1);
            }
            return Some(&module.file);
        }
        None
    }
}

/// Returns what a file says.
fn read(file: &str, path: &[String], text: &str) -> Module {
    let tokens = without_tests(&tokens(text));
    let children = tokens.windows(3).filter(|token| token[0] == "mod" && token[2] == ";").map(|token| token[1].clone());
    let children: BTreeSet<String> = children.collect();
    let mut module = Module { file: file.to_owned(), children, ..Module::default() };
    let mut rest = tokens.as_slice();
    while let Some((token, behind)) = rest.split_first() {
        rest = behind;
        if token == "use" {
            let end = rest.iter().position(|token| token == ";").unwrap_or(rest.len());
            leaves(&rest[..end], &[], &mut |names, name| {
                let Some(names) = module.rooted(path, &names) else { return };
                module.names.insert(name, names);
            });
            rest = &rest[end..];
        } else if is_name(token) {
            let mut names = vec![token.clone()];
            while let [colons, name, behind @ ..] = rest
                && colons == "::"
                && is_name(name)
            {
                names.push(name.clone());
                rest = behind;
            }
            module.paths.insert(names);
        }
    }
    module
}

/// Returns the tokens without the items that are compiled for tests only.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let Some((token, behind)) = rest.split_first() {
        let is_test = behind.len() > 6 && token == "#" && behind[..6] == ["[", "cfg", "(", "test", ")", "]"];
        if !is_test {
            kept.push(token.clone());
            rest = behind;
            continue;
        }
        let mut depth = 0;
        let end = behind.iter().position(|token| {
            depth += i32::from(token == "{") - i32::from(token == "}");
            depth == 0 && (token == "}" || token == ";")
        });
        rest = &behind[end.map_or(behind.len(), |end| end + 1)..];
    }
    kept
}

/// Visits the paths of a `use` line, each with the name that it gives. What takes all names is left out: the house does not.
fn leaves(tokens: &[String], before: &[String], visit: &mut impl FnMut(Names, String)) {
    let mut names = before.to_vec();
    let mut rest = tokens;
    while let Some((token, behind)) = rest.split_first() {
        rest = behind;
        match token.as_str() {
            "::" => {}
            "*" => return,
            "as" => return visit(names, rest[0].clone()),
            "{" => {
                let mut depth = 0;
                let inner = &rest[..rest.len() - 1];
                for part in inner.split(|token| {
                    depth += i32::from(token == "{") - i32::from(token == "}");
                    token == "," && depth == 0
                }) {
                    leaves(part, &names, visit);
                }
                return;
            }
            "self" if !names.is_empty() => {}
            name => names.push(name.to_owned()),
        }
    }
    if let Some(name) = names.last().cloned().filter(|_| !tokens.is_empty()) {
        visit(names, name);
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Returns the names and signs of a text, without comments and without what stands in quotation marks.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = quoted(rest) {
            length
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// Returns how long the text in quotation marks is that stands at the beginning, or the lifetime.
fn quoted(rest: &str) -> Option<usize> {
    let (mark, raw) = match rest.as_bytes() {
        [b'"', ..] => (0, false),
        [b'b', b'"', ..] => (1, false),
        [b'r', b'"' | b'#', ..] => (1, true),
        [b'b', b'r', b'"' | b'#', ..] => (2, true),
        [b'\'', b'\\', ..] => return rest[2..].find('\'').map(|end| rest[2..].len().min(end.max(1)) + 3),
        [b'\'', ..] => {
            let mut behind = rest[1..].char_indices();
            let (_, inside) = behind.next()?;
            let end = 1 + inside.len_utf8();
            return Some(if rest[end..].starts_with('\'') { end + 1 } else { 1 });
        }
        _ => return None,
    };
    if raw {
        let hashes = rest[mark..].bytes().take_while(|byte| *byte == b'#').count();
        let open = mark + hashes;
        if rest.as_bytes().get(open) != Some(&b'"') {
            return None;
        }
        let close = format!("\"{}", "#".repeat(hashes));
        return rest[open + 1..].find(&close).map(|end| open + 1 + end + close.len());
    }
    let mut escaped = false;
    for (index, byte) in rest.bytes().enumerate().skip(mark + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(index + 1),
            _ => {}
        }
    }
    Some(rest.len())
}
