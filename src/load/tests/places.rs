//! From a path of keys to the bytes it means.

use super::{shown, sound};
use crate::registry::Registry;
use crate::text::{Part, Place, RegistryPlace, Span, Step};
use crate::world::ProjectPath;

const REGISTRY: &str = "claims:
  november:
    statement: Encounters were just over 30,000.
    test: { of: monthly, where: { month: 2025-11, region: [a, b] } }
    evidence:
      - source: a
        note: \"more than 62,000\"
      - dataset: b
    instead: |
      It was
      30,375 in all.
    reading: 'it''s so'
    scope:
parties: { cbp: Customs, ice: { name: ICE } }
";

fn located(steps: &str, part: Part, within: Option<(usize, usize)>) -> String {
    let project = sound(REGISTRY);
    let steps = steps.split('.').map(|step| step.parse().map_or_else(|_| Step::from(step), Step::Item)).collect();
    let place = RegistryPlace {
        part,
        within: within.map(|(start, end)| Span::new(start, end)),
        ..RegistryPlace::value(ProjectPath::fixed("claims.yaml"), steps)
    };
    shown(Some(&project), &project.locate(&Place::Registry(place)))
}

#[test]
fn keys_and_values_are_found_in_block_and_flow_style() {
    for (steps, key, value) in [
        ("claims.november.statement", "4:5 `statement`", "4:16 `Encounters were just over 30,000.`"),
        ("claims.november.test.of", "5:13 `of`", "5:17 `monthly`"),
        ("claims.november.test.0.where.month", "5:35 `month`", "5:42 `2025-11`"),
        ("claims.november.test.where.region.1", "5:63 `b`", "5:63 `b`"),
        ("claims.november.evidence.1.dataset", "9:9 `dataset`", "9:18 `b`"),
        ("claims.november.evidence.0", "7:9 `source`", "7:9 `source`"),
        ("claims.november", "3:3 `november`", "3:3 `november`"),
        ("parties.cbp.name", "15:17 `Customs`", "15:17 `Customs`"),
        ("parties.ice.name", "15:33 `name`", "15:39 `ICE`"),
        ("claims.november.scope", "14:5 `scope`", "14:5 `scope`"),
    ] {
        assert_eq!(located(steps, Part::Key, None), key, "{steps}");
        assert_eq!(located(steps, Part::Value, None), value, "{steps}");
    }
}

#[test]
fn a_path_that_leads_nowhere_gives_the_nearest_key() {
    for (steps, nearest) in [
        ("claims.november.quantity", "3:3 `november`"),
        ("claims.december.statement", "2:1 `claims`"),
        ("claims.november.evidence.7.source", "6:5 `evidence`"),
        ("claims.november.evidence.1.source", "9:9 `dataset`"),
        ("briefs.x", "1:1 `registry`"),
    ] {
        assert_eq!(located(steps, Part::Value, None), nearest, "{steps}");
    }
}

#[test]
fn a_part_of_a_value_is_found_where_its_words_stand_in_one_piece() {
    assert_eq!(located("claims.november.statement", Part::Value, Some((16, 32))), "4:32 `just over 30,000`");
    assert_eq!(located("claims.november.evidence.0.note", Part::Value, Some((10, 16))), "8:26 `62,000`");
    assert_eq!(located("claims.november.instead", Part::Value, Some((7, 13))), "12:7 `30,375`");
    assert_eq!(located("claims.november.reading", Part::Value, Some((0, 4))), "13:14 `'it''s so'`");
}

#[test]
fn the_second_of_equal_keys_is_found() {
    let project = sound("claims: { a: {} }\n");
    let text = crate::text::Text::new("claims: { a: 1, b: 2, a: 3 }\n");
    let path = ProjectPath::fixed("twice.yaml");
    let mut project = project;
    project.files.push(super::super::RegistryFile { path: path.clone(), text, registry: Registry::default() });
    let place = RegistryPlace { nth: 1, ..RegistryPlace::value(path, vec!["claims".into(), "a".into()]) };
    let at = |place: RegistryPlace| shown(Some(&project), &project.locate(&place.into()));
    assert_eq!(at(place.clone()), "twice.yaml:1:26 `3`");
    assert_eq!(at(place.key()), "twice.yaml:1:23 `a`");
}
