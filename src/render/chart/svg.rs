//! A scene as SVG: in a page with classes, which the style of the page gives their colours; in a file of its own with the colours
//! themselves. Nothing in it runs or is fetched.

use std::fmt::Write as _;

use crate::render::chart::scene::{Outline, Paint, Point, Scene, Shape};
use crate::render::chart::words::{Anchor, Words};
use crate::render::html::escape;

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    /// In a page, whose style has its colours and its typeface.
    Inside,
    /// In a file of its own, on white.
    Alone,
}

/// The typefaces of a file of its own.
const FACES: &str = "Liberation Sans, Arial, Helvetica, sans-serif";

/// Returns an SVG element with these attributes and what names it inside.
pub(super) fn write(scene: &Scene, placement: Placement, attributes: &str, names: &str) -> String {
    let (width, height) = (scene.width, scene.height);
    let mut out = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" ");
    if placement == Placement::Alone {
        let _ = write!(out, "width=\"{width}\" height=\"{height}\" font-family=\"{FACES}\" ");
    }
    let _ = writeln!(out, "font-size=\"{}\" {attributes}>", scene.size);
    out.push_str(names);
    if placement == Placement::Alone {
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
    }
    for shape in &scene.shapes {
        write_shape(shape, placement, &mut out);
    }
    for words in &scene.words {
        write_words(words, scene.size, placement, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

/// Returns the letter by which the style of a page knows a paint.
pub(super) const fn letter(paint: Paint) -> &'static str {
    match paint {
        Paint::Ink => "i",
        Paint::Quiet => "q",
        Paint::Rule => "r",
        Paint::Data => "d",
        Paint::Strong => "s",
        Paint::Second => "b",
        Paint::Third => "c",
        Paint::Fourth => "e",
        Paint::Tint => "t",
        Paint::Paper => "p",
    }
}

fn colour(paint: Paint) -> String {
    let [red, green, blue] = paint.on_white();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Writes the attributes that give a form its paints.
fn paints(fill: Option<Paint>, stroke: Option<Paint>, placement: Placement, out: &mut String) {
    match placement {
        Placement::Inside => {
            let fill = fill.map_or("fn".to_owned(), |paint| format!("f{}", letter(paint)));
            let stroke = stroke.map(|paint| format!(" l{}", letter(paint))).unwrap_or_default();
            let _ = write!(out, " class=\"{fill}{stroke}\"");
        }
        Placement::Alone => {
            let fill = fill.map_or("none".to_owned(), colour);
            let _ = write!(out, " fill=\"{fill}\"");
            if let Some(stroke) = stroke {
                let _ = write!(out, " stroke=\"{}\"", colour(stroke));
            }
        }
    }
}

fn points(points: &[Point]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    points.join(" ")
}

fn write_shape(shape: &Shape, placement: Placement, out: &mut String) {
    match &shape.outline {
        Outline::Path(path) => {
            let _ = write!(out, "<polyline points=\"{}\"", points(path));
        }
        Outline::Polygon(path) => {
            let _ = write!(out, "<polygon points=\"{}\"", points(path));
        }
        Outline::Circle((x, y), radius) => {
            let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        }
        Outline::Rects(rects) => {
            out.push_str("<path d=\"");
            for ((x, y), width, height) in rects {
                let _ = write!(out, "M{x} {y}h{width}v{height}H{x}z");
            }
            out.push('"');
        }
    }
    paints(shape.fill, shape.stroke.map(|stroke| stroke.paint), placement, out);
    if let Some(stroke) = shape.stroke {
        let _ = write!(out, " stroke-width=\"{}\"", stroke.width);
        if !stroke.dashes.is_empty() {
            let dashes: Vec<String> = stroke.dashes.iter().map(ToString::to_string).collect();
            let _ = write!(out, " stroke-dasharray=\"{}\"", dashes.join(" "));
        }
    }
    out.push_str("/>\n");
}

fn write_words(words: &Words, size: i64, placement: Placement, out: &mut String) {
    let (x, y) = words.at;
    let anchor = match words.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\"{anchor}");
    if words.size != size {
        let _ = write!(out, " font-size=\"{}\"", words.size);
    }
    if words.bold {
        out.push_str(" font-weight=\"bold\"");
    }
    match placement {
        Placement::Inside => paints(Some(words.paint), None, placement, out),
        // Words are kept apart from what is drawn behind them.
        Placement::Alone => {
            paints(Some(words.paint), Some(Paint::Paper), placement, out);
            out.push_str(" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        }
    }
    out.push('>');
    escape(&words.text, out);
    out.push_str("</text>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::scene::Tenths;

    #[test]
    fn what_a_registry_says_is_words_and_never_markup() {
        let mut scene = Scene::new(300, 13);
        scene.say(Words::new((Tenths(0), Tenths(100)), Anchor::Start, 13, "<script>&\""));
        for placement in [Placement::Inside, Placement::Alone] {
            let svg = write(&scene, placement, "", "");
            assert!(svg.contains("&lt;script&gt;&amp;&quot;"), "{svg}");
        }
    }

    #[test]
    fn every_paint_has_a_letter_of_its_own_and_a_colour_in_the_style() {
        let style = include_str!("../../template/builtin/chart.css");
        let mut letters: Vec<&str> = Paint::ALL.iter().map(|paint| letter(*paint)).collect();
        for letter in &letters {
            assert!(style.contains(&format!(".f{letter} {{")) || style.contains(&format!(".f{letter},")), "{letter}");
        }
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), Paint::ALL.len());
    }
}
