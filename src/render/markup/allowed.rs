//! The elements that a page may hold: those that show something and do nothing. Whatever is not among them, a browser of
//! tomorrow may run.

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
pub(super) fn in_page(name: &str) -> bool {
    // A name with a dash is the page's own: without a script it does nothing.
    let own = name.contains('-') && !is_in(DASHED, name) && !name.contains(':');
    own || [HTML, SVG, MATH].into_iter().any(|names| is_in(names, name))
}

/// Returns whether a feed may hold an element.
pub(super) fn in_feed(name: &str) -> bool {
    !is_in(NOT_IN_FEEDS, name) && !name.contains('-') && (is_in(ATOM, name) || in_page(name))
}

fn is_in(names: &str, name: &str) -> bool {
    names.split(' ').any(|known| known == name)
}
