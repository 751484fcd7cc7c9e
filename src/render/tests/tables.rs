//! Tables and long series on a page.

use crate::pipeline::run;
use crate::world::Memory;

use crate::render::tests::{DATA, REGISTRY, built, page};

#[test]
fn a_table_has_the_titles_that_its_fields_declare() {
    let fields = "vintage: 2025-12-04, fields: { month: yearmonth, total: { type: integer, title: All encounters } } }";
    let registry = REGISTRY
        .replace("vintage: 2025-12-04 }", fields)
        .replace(
            "\nclaims:",
            "\ntables: { months: { caption: Months, of: monthly, columns: [month, total] } }\nclaims:",
        )
        .replace("unknowns: [victims]", "unknowns: [victims]\n    tables: [months]");
    let text = page(&built(&registry, DATA), "reports/border-november.md");
    assert!(text.contains("| Month | All encounters |"), "{text}");
}

#[test]
fn of_a_long_series_only_the_ends_are_printed() {
    let test = "test: { of: monthly, by: month, sum: total, falls: every-step }";
    let registry = REGISTRY.replace("test: { of: monthly, where: { month: 2025-11 }, sum: total }", test);
    let months: Vec<String> = (1..=12).map(|month| format!("2024-{month:02},{}\n", 50_000 - month)).collect();
    let months = months.concat();
    let data = DATA.replace("month,total\n", &format!("month,total\n{months}"));
    let gapless = data.replace("2025-10,30551\n2025-11,30375\n", "2025-01,30375\n");
    let registry = registry.replace("month: 2025-10", "month: 2025-01");
    let printed = page(&built(&registry, &gapless), "reports/border-november.md");
    assert!(printed.contains("49,999, …, 30,375 (13 values)"), "{printed}");
}

#[test]
fn a_cell_that_an_earlier_release_held_otherwise_is_called_revised_wherever_it_is_printed() {
    let kept =
        "vintage: 2025-12-04, earlier: [{ file: data/first.csv, vintage: 2025-11-04 }], provisional: { last: 1 } }";
    let registry = REGISTRY.replace("vintage: 2025-12-04 }", kept).replace(
        "claims:\n",
        "tables: { months: { caption: Months, of: monthly, columns: [month, total] } }\nclaims:\n",
    );
    let template = "{% extends \"knowns/brief.md\" %}{% block body %}\n\
                    In October: {{ figures.october }}{% if figures.october is revised %}, since changed{% endif %}.\n\n\
                    {{ tables.months }}\n{% endblock %}\n";
    let first = "month,total\n2025-10,30552\n2025-11,30374\n";
    let files = [
        ("claims.yaml", registry.as_str()),
        ("data/encounters.csv", DATA),
        ("data/first.csv", first),
        ("templates/border-november.md", template),
    ];
    let printed = page(&run(&Memory::with(files)), "reports/border-november.md");
    for expected in [
        "In October: 30,551 (revised), since changed.",
        "| October 2025 | 30,551 (revised) |",
        "| November 2025 | 30,375 (provisional, revised) |",
        "established (provisional, on revised data)",
    ] {
        assert!(printed.contains(expected), "{expected}: {printed}");
    }
}
