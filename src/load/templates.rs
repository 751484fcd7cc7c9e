//! Templates as text: every `.md`, `.html`, `.xml` and `.css` file below `templates/`, and the characters in them that nobody sees.
//!
//! In Markdown an entity is looked at where the finished page is: only there is it known whether it stands in code.

use rayon::prelude::*;

use crate::diagnostic::code::registry::{OTHER_KIND, TOO_LARGE};
use crate::diagnostic::unseen::problem as unseen_problem;
use crate::diagnostic::{Problem, Problems, code, other_kind};
use crate::digest::Digest;
use crate::language::Language;
use crate::text::unseen::{Unseen, UnseenCharacter, found, unclosed};
use crate::text::{Excerpt, Place, Span, Text, boundary};
use crate::world::{ProjectPath, World};

use super::problems::not_utf8;
use super::project::Project;
use crate::diagnostic::paths::{not_inside, unreadable};

const TEMPLATE: &str = "template";

/// The most bytes that one template or style may have.
pub(crate) const LARGEST: u64 = 1 << 20;
/// The most bytes that all of them may have together: each is read and understood, whether or not a brief uses it.
pub(crate) const LARGEST_TOGETHER: u64 = 64 << 20;

/// Reads every template into `project`.
pub(super) fn read(world: &dyn World, project: &mut Project, problems: &mut Problems) {
    let folder = ProjectPath::fixed("templates");
    let listed = match world.list(&folder) {
        Ok(listed) => listed,
        Err(why) => {
            let place = Place::File(folder.clone());
            problems.push(unreadable(&code::registry::UNREADABLE_FILE, place, &folder, &why));
            return;
        }
    };
    let is_template =
        |path: &ProjectPath| [".md", ".html", ".xml", ".css"].iter().any(|end| path.as_str().ends_with(end));
    let sized: Vec<(ProjectPath, u64)> =
        listed.into_iter().filter(is_template).map(|path| (path.clone(), world.size(&path).unwrap_or(0))).collect();
    if sized.iter().map(|(_, size)| size.min(&LARGEST)).sum::<u64>() > LARGEST_TOGETHER {
        problems.push(large_templates(&folder));
        project.unread.extend(sized.into_iter().map(|(path, _)| path));
        return;
    }
    let found: Vec<_> = sized
        .into_par_iter()
        .map(|(path, size)| match size {
            0..=LARGEST => (one(world, &path), path),
            _ => (Err(vec![large_template(&path)]), path),
        })
        .collect();
    for (template, path) in found {
        match template {
            Ok((text, digest)) => {
                project.inputs.insert(path.clone(), digest);
                project.templates.insert(path, text);
            }
            Err(met) => {
                problems.extend(met);
                project.unread.insert(path);
            }
        }
    }
}

/// Takes out the templates of other languages: of `rain.md` and `rain.es.md` each language has its own, and one that no language names
/// is read in all. What names a language that the publication does not list is a problem.
pub(super) fn of_language(project: &mut Project, problems: &mut Problems) {
    let Some(languages) = project.languages.clone() else { return };
    let mut other = Vec::new();
    for path in project.templates.keys() {
        let Some((stem, form)) = path.as_str().rsplit_once('.') else { continue };
        let Some((_, tag)) = stem.rsplit_once('.') else {
            let own = format!("{stem}{}.{form}", languages.ending_of(languages.own()));
            let has_own = project.templates.keys().any(|path| path.as_str() == own);
            if !languages.is_main() && has_own {
                other.push(path.clone());
            }
            continue;
        };
        match languages.translations().iter().find(|language| language.tag() == tag) {
            Some(language) if *language == languages.own() => {}
            Some(_) => other.push(path.clone()),
            None if Language::parse(tag).is_ok_and(|language| language.tag() == tag) => {
                problems.push(unlisted(path, tag));
            }
            None => {}
        }
    }
    if !languages.is_main() {
        other.extend(of_briefs(project));
    }
    for path in other {
        project.left_out.extend(project.templates.remove_entry(&path));
    }
}

/// Returns the templates that briefs have in the main language.
fn of_briefs(project: &Project) -> Vec<ProjectPath> {
    let briefs = project.files.iter().flat_map(|file| file.registry.briefs.iter());
    let names = briefs.flat_map(|brief| [Some(format!("{}.md", brief.id)), brief.value.template.clone()]);
    let paths = names.flatten().filter_map(|name| {
        let below = name.trim_start_matches("./");
        ProjectPath::fixed("templates").join(below.strip_prefix("templates/").unwrap_or(below)).ok()
    });
    paths.filter(|path| project.templates.contains_key(path)).collect()
}

/// Builds the problem of a template in a language in which nothing is published.
fn unlisted(file: &ProjectPath, tag: &str) -> Problem {
    let message = format!("`{file}` is a template in `{tag}`, which is not among the languages of the publication");
    Problem::error(&code::reference::TEMPLATE_LANGUAGE, Place::File(file.clone()), message)
        .note("no brief would be printed with it, and nobody would notice")
        .help(format!("add `{tag}` to `publication.languages`, or take the file out"))
}

fn one(world: &dyn World, path: &ProjectPath) -> Result<(Text, Digest), Vec<Problem>> {
    let place = || Place::File(path.clone());
    path.portable().map_err(|fault| vec![not_inside(place(), path.as_str(), fault)])?;
    let bytes =
        world.read(path).map_err(|why| vec![unreadable(&code::registry::UNREADABLE_FILE, place(), path, &why)])?;
    let digest = Digest::of(&bytes);
    if let Some(kind) = other_kind::of(&bytes) {
        return Err(vec![kind.problem(&OTHER_KIND, path, TEMPLATE)]);
    }
    let words = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        vec![not_utf8(path, error.as_bytes(), valid)]
    })?;
    let text = Text::new(words.strip_prefix('\u{FEFF}').unwrap_or(&words));
    // A template for a page is a page; one for Markdown is none.
    let words_alone = ![".html", ".xml", ".css"].iter().any(|ending| path.as_str().ends_with(ending));
    let of_another = other_kind::of_text(&OTHER_KIND, path, &text, TEMPLATE, words_alone);
    if !of_another.is_empty() {
        return Err(of_another);
    }
    let unseen = in_template(path, text.as_str());
    if unseen.is_empty() {
        return Ok((text, digest));
    }
    Err(unseen.into_iter().map(|found| character(path, &text, found)).collect())
}

/// How many characters of one file are reported before the rest is left to the next run.
const REPORTED: usize = 10;

/// Returns the characters of a template or style that do not belong there.
fn in_template(path: &ProjectPath, text: &str) -> Vec<UnseenCharacter> {
    // Of what marks are made of, the one who makes marks speaks.
    let is_mark = |found: &UnseenCharacter| matches!(found.character, '\u{FDD0}'..='\u{FDEF}');
    let plain = found(text).filter(|found| !is_mark(found));
    let (html, style) = (matches!(ending(path), Some("html" | "xml")), ending(path) == Some("css"));
    if !(html || style) {
        return plain.take(REPORTED).collect();
    }
    let (mut start, mut open) = (0, Vec::new());
    for line in text.split_inclusive('\n') {
        let moved = |found: UnseenCharacter| UnseenCharacter {
            span: Span::new(start + found.span.start, start + found.span.end),
            ..found
        };
        open.extend(unclosed(line).map(moved));
        start += line.len();
    }
    let written = if html { written_out(text, '&', entity) } else { written_out(text, '\\', escape) };
    plain.chain(open).chain(written).take(REPORTED).collect()
}

/// Returns what stands behind the last dot of a file's name.
fn ending(path: &ProjectPath) -> Option<&str> {
    path.as_str().rsplit_once('.').map(|(_, ending)| ending)
}

/// Returns the characters that are written out and do not belong there, each with the bytes that write it.
fn written_out(text: &str, sign: char, read: impl Fn(&str) -> Option<(char, usize)>) -> Vec<UnseenCharacter> {
    let (mut decoded, mut at, mut places) = (String::new(), 0, Vec::new());
    while let Some(next) = text[at..].find(sign).map(|next| at + next) {
        decoded.push_str(&text[at..next]);
        at = if let Some((character, length)) = read(&text[next..]) {
            places.push((decoded.len(), Span::new(next, next + length)));
            decoded.push(character);
            next + length
        } else {
            decoded.push(sign);
            next + sign.len_utf8()
        };
    }
    if places.is_empty() {
        return Vec::new();
    }
    decoded.push_str(&text[at..]);
    // A stretch that is written out need not end on its line: whether it does is not followed here.
    let isolates = |place: &&(usize, Span)| decoded[place.0..].starts_with(crate::text::unseen::is_isolate);
    let opened = places.iter().filter(isolates).map(|(at, _)| *at).collect::<Vec<_>>();
    let mut out: Vec<UnseenCharacter> = found(&decoded)
        .filter_map(|found| {
            let place = places.binary_search_by_key(&found.span.start, |(at, _)| *at).ok()?;
            Some(UnseenCharacter { span: places[place].1, ..found })
        })
        .collect();
    if opened.len() % 2 == 1
        && let Some((at, span)) = places.iter().find(|place| isolates(place))
        && let Some(character) = decoded[*at..].chars().next()
    {
        out.push(UnseenCharacter { what: Unseen::Unclosed, character, span: *span });
    }
    out
}

/// Reads the entity at the start of a text: the character that it stands for, and its bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    /// The entities of characters that show as nothing.
    const NAMES: [(&str, char); 17] = [
        ("&ApplyFunction;", '\u{2061}'),
        ("&InvisibleComma;", '\u{2063}'),
        ("&InvisibleTimes;", '\u{2062}'),
        ("&NegativeMediumSpace;", '\u{200B}'),
        ("&NegativeThickSpace;", '\u{200B}'),
        ("&NegativeThinSpace;", '\u{200B}'),
        ("&NegativeVeryThinSpace;", '\u{200B}'),
        ("&NoBreak;", '\u{2060}'),
        ("&ZeroWidthSpace;", '\u{200B}'),
        ("&af;", '\u{2061}'),
        ("&ic;", '\u{2063}'),
        ("&it;", '\u{2062}'),
        ("&lrm;", '\u{200E}'),
        ("&rlm;", '\u{200F}'),
        ("&shy;", '\u{AD}'),
        ("&zwj;", '\u{200D}'),
        ("&zwnj;", '\u{200C}'),
    ];
    if let Some((name, character)) = NAMES.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*character, name.len()));
    }
    let number = text.strip_prefix("&#")?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let character = char::from_u32(u32::from_str_radix(digits.get(..length)?, radix).ok()?)?;
    let before = text.len() - digits.len();
    // A reader of HTML takes the number without its semicolon too.
    Some((character, before + length + usize::from(digits[length..].starts_with(';'))))
}

/// Reads the escape of a style at the start of a text.
fn escape(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix('\\')?;
    let length = digits.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let character = char::from_u32(u32::from_str_radix(digits.get(..length)?, 16).ok()?)?;
    let space = digits[length..].starts_with([' ', '\t', '\n']);
    Some((character, 1 + length + usize::from(space)))
}

const LIMITS_OF_TEMPLATES: &str =
    "no template or style written by people comes near this limit, and a larger one could exhaust the machine";

/// Builds the problem of a template or style beyond all reason.
fn large_template(file: &ProjectPath) -> Problem {
    let message = format!("`{file}` is larger than {} MiB", LARGEST >> 20);
    let help = if is_style(file) {
        "remove pictures and fonts that are written into it, or make them smaller"
    } else {
        "divide it into several files, and take them in with `{% include \"part.md\" %}`"
    };
    Problem::error(&TOO_LARGE, Place::File(file.clone()), message).note(LIMITS_OF_TEMPLATES).help(help)
}

/// Builds the problem of templates that are too large together.
fn large_templates(folder: &ProjectPath) -> Problem {
    let message = format!("the files below `{folder}` are together larger than {} MiB", LARGEST_TOGETHER >> 20);
    Problem::error(&TOO_LARGE, Place::File(folder.clone()), message)
        .note(LIMITS_OF_TEMPLATES)
        .help("keep there only what briefs are printed with")
}

/// Builds the problem of a character in a template or style that nobody sees, at its line.
fn character(file: &ProjectPath, text: &Text, found: UnseenCharacter) -> Problem {
    /// How many bytes of its line are carried along on either side.
    const SHOWN: usize = 200;
    let position = text.position(found.span.start);
    let line = text.line(position.line).unwrap_or(found.span);
    let from = boundary(text.as_str(), found.span.start.saturating_sub(SHOWN).max(line.start));
    let to = boundary(text.as_str(), (found.span.end + SHOWN).min(line.end.max(found.span.end)));
    let place = Place::Line(Excerpt {
        file: file.clone(),
        cell: None,
        line: position.line,
        column: position.column,
        text: text.as_str()[from..to].to_owned(),
        span: Span::new(found.span.start - from, found.span.end - from),
    });
    let holder = if is_style(file) { "a style" } else { "a template" };
    unseen_problem(&place, found.what, found.character, holder)
}

/// Returns whether a file is a style, by its name.
fn is_style(file: &ProjectPath) -> bool {
    ending(file) == Some("css")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &'static str, text: &str) -> Vec<String> {
        let found = in_template(&ProjectPath::fixed(path), text);
        found
            .into_iter()
            .map(|found| format!("{:?} {}", found.what, text[found.span.range()].escape_unicode()))
            .collect()
    }

    #[test]
    fn entities_of_html_and_escapes_of_styles_are_read() {
        for (path, text, wanted) in [
            ("templates/a.html", "<p>a&#x202e;b&#8236 c&#27;d n&ZeroWidthSpace;ot", 4),
            ("templates/a.html", "<p>a &#x2067; b", 1),
            (
                "templates/a.html",
                "<p>a &#x2067; b &#x2069; &amp; &lt; &eacute; &#233; &nbsp; Donau&shy;dampf &lrm; &unknown; &#; &#x;",
                0,
            ),
            ("templates/a.css", "a::before { content: '\\202E x' } b::after { content: '\\1b' }", 2),
            ("templates/a.css", "a::before { content: '\\201C' } b { content: '\\a0\\2014 \\'' }", 0),
            ("templates/a.css", "a \u{1b} b", 1),
            ("templates/a.html", "<p>\u{2068}b\n<p>c\u{2069}", 2),
            ("templates/a.md", "a `&#27;` \u{0} \u{202e} \u{fdd0}", 2),
        ] {
            assert_eq!(said(path, text).len(), wanted, "{path} {text:?}: {:?}", said(path, text));
        }
    }
}
