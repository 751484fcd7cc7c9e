//! What may and what may not stand in a page, and that every page of the tool's own may.

use std::path::Path;

use crate::render::markup::*;

fn page(body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>A</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

fn faults(page: &str, kind: MarkupKind) -> Vec<MarkupFault> {
    inspect(page, kind).found.into_iter().map(|found| found.fault).collect()
}

#[test]
fn what_runs_acts_or_shows_another_page_is_found() {
    for body in [
        "<script>alert(1)</script>",
        "<SCRIPT SRC='https://evil.example/x.js'></SCRIPT>",
        "<script type=module>x</script>",
        "<script type=\"importmap\">{}</script>",
        "<script type=\"speculationrules\">{}</script>",
        "<script type=\"application/ld+json\" src=\"x.js\"></script>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><script href=\"https://evil.example/x.js\"/></svg>",
        "<svg><foreignObject><p>x</p></foreignObject></svg>",
        "<svg><a href=\"#x\"><animate attributeName=\"href\" to=\"javascript:alert(1)\"/></a></svg>",
        "<svg><set attributeName=\"onclick\" to=\"alert(1)\"/></svg>",
        "<svg onload=alert(1)>",
        "<img src=\"data:image/png;base64,AA\" onerror=alert(1)>",
        "<img/src=x/onerror=alert(1)>",
        "<p OnClick='x'>",
        "<details open ontoggle=alert(1)>",
        "<body onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\" java\tscript:alert(1)\">x</a>",
        "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,x\">x</a>",
        "<a href=\"vbscript:x\">x</a>",
        "<a href=\"//evil.example\">x</a>",
        "<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
        "<a href=\"https://a.example\" ping=\"https://evil.example\">x</a>",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<iframe srcdoc=\"x\"></iframe>",
        "<frameset><frame src=\"x\"></frameset>",
        "<object data=\"x\"></object>",
        "<embed src=\"x\">",
        "<applet code=\"x\"></applet>",
        "<portal src=\"x\"></portal>",
        "<base href=\"https://evil.example/\">",
        "<meta http-equiv=\"refresh\" content=\"0; url=https://evil.example\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"x\">",
        "<meta http-equiv=\"set-cookie\" content=\"x\">",
        "<meta charset=\"iso-2022-jp\">",
        "<meta http-equiv=\"content-type\" content=\"text/html; charset=shift_jis\">",
        "<form action=\"https://evil.example\"><input></form>",
        "<button formaction=\"https://evil.example\">x</button>",
        "<textarea>x</textarea>",
        "<template shadowrootmode=\"open\"><p>x</p></template>",
        "<noscript><p>x</p></noscript>",
        "<xmp><p>x</p></xmp>",
        "<plaintext>",
        "<math><annotation-xml encoding=\"text/html\"><p>x</p></annotation-xml></math>",
        "<marquee>x</marquee>",
        "<video src=\"https://evil.example/x.mp4\"></video>",
        "<audio></audio>",
        "<canvas></canvas>",
        "<font-face-uri></font-face-uri>",
        "<!--[if IE]><script>x</script><![endif]-->",
        "<svg><![CDATA[><!--]]><img src=x onerror=alert(1)>--></svg>",
        "<?php x ?>",
        "<!ENTITY x>",
        "<style><!--</style><svg><style><img src=x onerror=alert(1)>--></style></svg>",
        "<title><img src=x></title>",
        "<svg><style><script>x</script></style></svg>",
        "<svg><style>a{b:&#117;rl(x)}</style></svg>",
        "<svg><style/><p>x</p></svg>",
        "<script type=\"application/ld+json\">{\"a\": \"</script><script>x</script>\"}</script>",
        "<keygen>",
        "<not-html:x>",
    ] {
        assert!(!faults(&page(body), MarkupKind::Page).is_empty(), "{body}");
    }
}

#[test]
fn what_fetches_is_found() {
    for body in [
        "<img src=\"https://evil.example/x.png\">",
        "<img src=\"logo.png\">",
        "<img srcset=\"x.png 2x\" src=\"data:image/png;base64,AA\">",
        "<img src=\"data:text/html,x\">",
        "<table background=\"x.png\"><tr><td>x</td></tr></table>",
        "<link rel=\"stylesheet\" href=\"x.css\">",
        "<link rel=\"alternate stylesheet\" href=\"x.css\">",
        "<link rel=\"preload\" href=\"x.woff2\">",
        "<link rel=\"dns-prefetch\" href=\"https://evil.example\">",
        "<link rel=\"icon\" href=\"/favicon.ico\">",
        "<link rel=\"manifest\" href=\"x.json\">",
        "<link href=\"x\">",
        "<svg><image href=\"https://evil.example/x.png\"/></svg>",
        "<svg><image xlink:href=\"x.png\"/></svg>",
        "<svg><use href=\"https://evil.example/x.svg#a\"/></svg>",
        "<svg><use href=\"data:image/svg+xml,x\"/></svg>",
        "<svg><feImage href=\"x\"/></svg>",
        "<svg><rect fill=\"url(https://evil.example/#a)\"/></svg>",
        "<svg><path marker-end=\"url(x.svg#a)\"/></svg>",
        "<p style=\"background: url(https://evil.example/x)\">x</p>",
        "<p style=\"background: u\\72l(x)\">x</p>",
        "<style>a { background: url(https://evil.example/x) }</style>",
        "<style>@import 'x.css';</style>",
        "<input type=\"image\" src=\"x.png\">",
        "<html manifest=\"x\">",
    ] {
        assert!(!faults(&page(body), MarkupKind::Page).is_empty(), "{body}");
    }
}

#[test]
fn an_honest_page_is_left_alone() {
    for body in [
        "<p class=\"a\" id=\"b\" lang=\"es\" data-on=\"1\">One &amp; <b>two</b> &lt;script&gt; a < b<br></p>",
        "<a href=\"https://a.example/?b=c:d\">x</a> <a href=\"mailto:desk@a.example\">x</a> <a href=\"tel:+1\">x</a> <a href=\"#a\">x</a> <a href=\"../a.html\">x</a>",
        "<img src=\"data:image/png;base64,AA\" alt=\"url(x)\">",
        "<link rel=\"canonical\" href=\"https://a.example/\"><link rel=\"alternate\" type=\"application/atom+xml\" href=\"feed.xml\">",
        "<link rel=\"icon\" href=\"data:image/svg+xml,x\">",
        "<meta name=\"viewport\" content=\"width=device-width\"><meta property=\"og:image\" content=\"https://a.example/x.png\">",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">",
        "<script type=\"application/ld+json\">{\"a\": \"\\u003c/script\\u003e\"}</script>",
        "<style>a > b { color: red } @media (width < 40rem) { &:hover { c: d } }</style>",
        "<p style=\"color: red\">x</p>",
        "<svg viewBox=\"0 0 1 1\"><title>A</title><defs><linearGradient id=\"g\"/></defs><rect fill=\"url(#g)\"/><use href=\"#g\"/></svg>",
        "<math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>",
        "<details><summary>x</summary><button popovertarget=\"a\">x</button></details><label><input type=\"checkbox\"> x</label>",
        "<my-note>x</my-note>",
        "<!-- a note -->",
        "<table><caption>x</caption><tr><th scope=\"col\">x</th></tr></table>",
    ] {
        assert_eq!(faults(&page(body), MarkupKind::Page), [], "{body}");
    }
}

#[test]
fn a_feed_holds_words_and_links() {
    let feed = |inside: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n{inside}\n</feed>\n"
        )
    };
    let entry = "<entry><id>urn:x</id><title>A</title><link rel=\"alternate\" href=\"a.html\"/><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>x</p></div></content></entry>";
    assert_eq!(faults(&feed(entry), MarkupKind::Feed), []);
    for inside in [
        "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>",
        "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<link xmlns=\"http://www.w3.org/1999/xhtml\" rel=\"stylesheet\" href=\"x.css\"/>",
        "<content src=\"https://evil.example/\"/>",
        "<![CDATA[<b>]]>",
        "<?xml-stylesheet href=\"x.xsl\" type=\"text/xsl\"?>",
        "<!-- a -- b -->",
        "<!--> <script/> -->",
        "<p onclick=\"x\">x</p>",
        "<style>a{}</style>",
    ] {
        assert!(!faults(&feed(inside), MarkupKind::Feed).is_empty(), "{inside}");
    }
    assert!(!faults("<?xml-stylesheet href=\"x.xsl\"?><feed/>", MarkupKind::Feed).is_empty());
    assert!(!faults("<!DOCTYPE feed [<!ENTITY a \"b\">]><feed/>", MarkupKind::Feed).is_empty());
}

#[test]
fn a_page_tells_where_its_head_is_and_what_its_styles_are() {
    let after = |page: &str| page[inspect(page, MarkupKind::Page).head..].chars().take(4).collect::<String>();
    assert_eq!(after("<!doctype html>\n<html>\n<head>\n<title>x</title>"), "\n<ti");
    assert_eq!(after("<!-- x --><!doctype html><title>x</title>"), "<tit");
    assert_eq!(after("<html lang=\"a>b\"><title>x</title><head>"), "<tit");
    assert_eq!(after("<p>x</p>"), "<p>x");
    let inspection =
        inspect("<style>\na{}\n</style><svg><style>b&c{}</style></svg><p style=\"a:b\">", MarkupKind::Page);
    assert_eq!(inspection.styles, ["\na{}\n", "b&c{}"]);
    assert!(inspection.styled && inspection.found.is_empty(), "{:?}", inspection.found);
}

#[test]
fn what_is_found_is_given_as_it_is_written() {
    let found = inspect("<p>é</p><img src=\"x.png\" alt=\"a\">", MarkupKind::Page).found;
    assert_eq!(found[0].written, "<img src=\"x.png\" alt=\"a\">");
    assert_eq!(found[0].fault, MarkupFault::Fetches("src".to_owned(), "x.png".to_owned()));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads the pages that are to be expected of every build")]
fn every_page_of_ours_may_stand() {
    fn below(folder: &Path, pages: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, pages);
            } else if path.extension().is_some_and(|end| end == "html" || end == "xml") {
                pages.push(path);
            }
        }
    }
    let mut pages = Vec::new();
    for folder in ["tests/briefs", "tests/edition-pages", "reports"] {
        below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut pages);
    }
    // No template makes the list of addresses for search engines.
    let is_list = |path: &std::path::PathBuf| path.file_name().is_some_and(|name| name == "sitemap.xml");
    pages.retain(|path| !is_list(path));
    assert!(pages.len() > 50, "{}", pages.len());
    for path in pages {
        let kind = if path.extension().is_some_and(|end| end == "xml") { MarkupKind::Feed } else { MarkupKind::Page };
        // The policy is given to a page after it was looked at.
        let text = std::fs::read(&path).unwrap();
        let page = String::from_utf8(crate::render::unguarded(&text).into_owned()).unwrap();
        assert_eq!(inspect(&page, kind).found, [], "{}", path.display());
    }
}
