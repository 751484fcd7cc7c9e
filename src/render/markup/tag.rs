//! One tag: which elements a page may hold, and what its attributes may not be. An element that is not named here, a browser of
//! tomorrow may run.

use crate::markdown::allowed;
use crate::render::markup::MarkupKind;
use crate::template::css;

/// Elements of HTML. What holds another page, plays, or sends what was filled in is not among them.
const HTML: &str = "a abbr acronym address area article aside b bdi bdo big blockquote body br button caption center cite code \
    col colgroup data datalist dd del details dfn dialog div dl dt em fieldset figcaption figure font footer h1 \
    h2 h3 h4 h5 h6 head header hgroup hr html i img input ins kbd label legend li link main map mark menu meta \
    meter nav ol optgroup option output p pre progress q rp rt ruby s samp script search section select small \
    span strike strong style sub summary sup table tbody td tfoot th thead time title tr tt u ul var wbr";

/// Elements of SVG. What moves, runs, or holds HTML is not among them.
const SVG: &str = "circle clippath defs desc ellipse feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix \
    fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr \
    fegaussianblur femerge femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile \
    feturbulence filter g image line lineargradient marker mask metadata path pattern polygon polyline \
    radialgradient rect stop svg switch symbol text textpath tspan use view";

/// Elements of `MathML`.
const MATH: &str = "annotation math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace \
    msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics";

/// Elements of Atom that HTML does not have.
const ATOM: &str = "author category content contributor email entry feed generator icon id logo name published rights source \
    subtitle summary updated uri";

/// What a feed may not hold, though a page may: it has no style and no data of its own.
const NOT_IN_FEEDS: &str = "script style meta input button image use";

/// Names of SVG and `MathML` that look like names a page gave itself.
const DASHED: &str = "annotation-xml color-profile font-face font-face-format font-face-name font-face-src font-face-uri \
    missing-glyph";

/// Returns whether a page may hold an element.
fn in_page(name: &str) -> bool {
    // A name with a dash is the page's own: without a script it does nothing.
    let own = name.contains('-') && !is_in(DASHED, name) && !name.contains(':');
    own || [HTML, SVG, MATH].into_iter().any(|names| is_in(names, name))
}

/// Returns whether a feed may hold an element.
fn in_feed(name: &str) -> bool {
    !is_in(NOT_IN_FEEDS, name) && !name.contains('-') && (is_in(ATOM, name) || in_page(name))
}

fn is_in(names: &str, name: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// What may not stand in a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkupFault {
    /// An element that can run something, act for its reader, or show another page.
    Element(String),
    /// An attribute of that kind.
    Attribute(String),
    /// An address that leads to no page: the attribute and what it holds.
    Address(String, String),
    /// Something is fetched: the attribute and what it holds.
    Fetches(String, String),
    /// A style may not hold this.
    Style(css::StyleFault, String),
    /// It can be read in more than one way.
    Hidden,
}

impl MarkupFault {
    /// Returns what two faults of one kind have in common: the element or the attribute.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Element(name) | Self::Attribute(name) | Self::Address(name, _) | Self::Fetches(name, _) => name,
            Self::Style(_, words) => words,
            Self::Hidden => "",
        }
    }
}

/// Attributes that run something, send something, or change where all other addresses lead.
const ACTS: &[&str] = &["action", "formaction", "srcdoc", "xml:base", "ping", "attributionsrc", "shadowrootmode"];

/// Attributes that fetch what they name.
const FETCHES: &[&str] = &[
    "src",
    "srcset",
    "imagesrcset",
    "poster",
    "background",
    "lowsrc",
    "dynsrc",
    "data",
    "manifest",
    "codebase",
    "classid",
    "archive",
    "profile",
];

/// Attributes of drawings that hold a value as a style would.
const STYLES: &[&str] = &[
    "style",
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "cursor",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
    "color-profile",
];

/// Ways in which another page is related that make no browser fetch it.
const RELATED: &[&str] = &[
    "canonical",
    "alternate",
    "author",
    "license",
    "next",
    "prev",
    "first",
    "last",
    "up",
    "help",
    "me",
    "search",
    "bookmark",
    "tag",
    "contents",
    "index",
    "self",
    "via",
    "related",
    "edit",
    "replies",
    "cite-as",
    "describedby",
    "shortlink",
];

/// Returns what a tag may not be or have.
pub(super) fn faults(name: &str, attributes: &[(String, String)], kind: MarkupKind) -> Vec<MarkupFault> {
    let may_stand = match kind {
        MarkupKind::Page => in_page(name),
        MarkupKind::Feed => in_feed(name),
    };
    let tag = Tag { name, attributes, kind };
    // What is not read as data runs, whatever else is wrong with it.
    if !may_stand || name == "script" && !tag.is("type", "application/ld+json") {
        return vec![MarkupFault::Element(name.to_owned())];
    }
    let mut found: Vec<MarkupFault> = attributes.iter().flat_map(|(name, value)| tag.attribute(name, value)).collect();
    if name == "meta" {
        found.extend(tag.meta());
    }
    found
}

struct Tag<'t> {
    name: &'t str,
    attributes: &'t [(String, String)],
    kind: MarkupKind,
}

impl Tag<'_> {
    fn value(&self, wanted: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.value(name).is_some_and(|own| own.eq_ignore_ascii_case(value))
    }

    fn attribute(&self, name: &str, value: &str) -> Vec<MarkupFault> {
        let both = || (name.to_owned(), value.to_owned());
        let fetches = || {
            let (name, value) = both();
            vec![MarkupFault::Fetches(name, value)]
        };
        if name.starts_with("on") || ACTS.contains(&name) {
            return vec![MarkupFault::Attribute(name.to_owned())];
        }
        if STYLES.contains(&name) {
            return css::faults(value)
                .into_iter()
                .map(|(fault, at)| MarkupFault::Style(fault, value[at.range()].to_owned()))
                .collect();
        }
        let is_picture = matches!(self.name, "img" | "image") && is_picture(value);
        match name {
            "href" | "xlink:href" => match self.name {
                "a" | "area" => {
                    let leads = allowed(value).is_some() || begins(value.trim(), "tel:");
                    let (name, value) = both();
                    if leads { Vec::new() } else { vec![MarkupFault::Address(name, value)] }
                }
                "link" if self.is_related() => Vec::new(),
                "link" if self.is("rel", "icon") && is_picture_address(value) => Vec::new(),
                _ if value.starts_with('#') || is_picture => Vec::new(),
                _ => fetches(),
            },
            _ if FETCHES.contains(&name) && !is_picture => fetches(),
            // In XML a name means what its space says.
            _ if self.kind == MarkupKind::Feed && name.starts_with("xmlns") => {
                let known = ["http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"];
                let may = name == "xmlns" && known.contains(&value);
                if may { Vec::new() } else { vec![MarkupFault::Attribute(name.to_owned())] }
            }
            _ => Vec::new(),
        }
    }

    /// Returns whether a `<link>` names pages that no browser fetches unasked.
    fn is_related(&self) -> bool {
        let rel = self.value("rel").unwrap_or_default().to_ascii_lowercase();
        let mut related = rel.split_ascii_whitespace().peekable();
        related.peek().is_some() && related.all(|related| RELATED.contains(&related))
    }

    fn meta(&self) -> Option<MarkupFault> {
        let bare = |words: &str| words.replace(' ', "").to_ascii_lowercase();
        if let Some(charset) = self.value("charset")
            && !charset.trim().eq_ignore_ascii_case("utf-8")
        {
            return Some(MarkupFault::Attribute("charset".to_owned()));
        }
        let named = bare(self.value("http-equiv")?);
        let is_known = match named.as_str() {
            "content-type" => self.value("content").is_some_and(|it| bare(it) == "text/html;charset=utf-8"),
            "content-language" | "x-ua-compatible" => true,
            _ => false,
        };
        (!is_known).then(|| MarkupFault::Attribute("http-equiv".to_owned()))
    }
}

fn is_picture(address: &str) -> bool {
    address.starts_with('#') || is_picture_address(address)
}

fn is_picture_address(address: &str) -> bool {
    begins(address, "data:image/")
}

fn begins(address: &str, with: &str) -> bool {
    address.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}
