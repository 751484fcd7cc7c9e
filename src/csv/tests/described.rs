//! Files as offices publish them, described and not edited: cells that are joined, columns without a name, notes known by their
//! first words, codes with what they are called.

use super::*;

#[test]
fn cells_of_several_columns_are_read_as_one() {
    let births = "Births;;\n;;women;men\n2024;November;5;6\n2024;Dezember;7;8\n2025;Januar;9;3\n____\n© the office\n";
    let declared = "{ delimiter: ;, skip_rows: 1, footer_rows: \"____\",
        fields: { month: { type: yearmonth, of: [column 1, column 2], format: \"%Y %B\", language: de } },
        other_fields: { type: integer } }";
    assert_eq!(cells(declared, births), [["2024-11", "5", "6"], ["2024-12", "7", "8"], ["2025-01", "9", "3"]]);
    let (table, _) = read(declared, births);
    let month = &table.as_ref().unwrap().columns[0];
    assert_eq!((month.in_file(), table.as_ref().unwrap().place_of(1)), ("1 + 2", 2));
    let weeks = "n,year,week\n5,2020,53\n6,2021,1\n";
    let declared = "fields: { n: integer, week: { type: week, of: [year, week], format: \"%G %V\" }, iso: { of: year, type: year } }";
    assert_eq!(cells(declared, weeks), [["5", "2020", "2020-W53"], ["6", "2021", "2021-W01"]]);
    assert_eq!(read(declared, weeks).0.unwrap().columns[2].in_file(), "year + week");
}

#[test]
fn merged_cells_are_filled_down_before_they_are_joined() {
    let file = "year,month,n\n2024,Nov,5\n,Dec,6\n2025,Jan,7\n,Feb,8\n";
    let declared = "{ fill_down: month, fields: { month: { type: yearmonth, of: [year, month] }, n: integer } }";
    let months = cells(declared, file).into_iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    assert_eq!(months, ["2024-11", "2024-12", "2025-01", "2025-02"]);
}

#[test]
fn a_joined_cell_that_cannot_be_read_is_shown_where_its_first_part_stands() {
    let file = "n,year,week\n5,2020,53\n6,2021,53\n";
    let declared = "fields: { n: integer, week: { type: week, of: [year, week], format: \"%G %V\" } }";
    assert_eq!(
        problems(declared, file),
        [
            "3:3 \"2021\" D032: `2021 53` in column `week` is not a week of ISO 8601 written as `%G %V` (declare the column's type as what its cells are; otherwise ask the publisher)"
        ]
    );
    let absent = "fields: { n: integer, week: { type: week, of: [year, weke] } }";
    assert!(problems(absent, file)[0].contains("has no column `weke`"), "{:?}", problems(absent, file));
}

#[test]
fn a_column_without_a_name_is_called_by_its_place() {
    let (table, problems) = read("", ",n\na,1\nb,2\n");
    assert_eq!(problems, []);
    assert_eq!(table.unwrap().names().collect::<Vec<_>>(), ["column 1", "n"]);
}

#[test]
fn all_other_columns_are_read_as_they_are_said_to_be() {
    let file = "country,2019,2020\nA,1,2\nB,3,n/a\n";
    let declared =
        "{ fields: { country: string }, other_fields: { type: number, missingValues: [n/a], multiplier: 10 } }";
    let (table, problems) = read(declared, file);
    let table = table.unwrap();
    assert_eq!(
        (problems, table.columns[2].number(0).map(|number| number.to_string())),
        (vec![], Some("20".to_owned()))
    );
    let wrong = "{ fields: { country: string }, other_fields: { type: numbers, title: X } }";
    let said = super::problems(wrong, file);
    assert_eq!(said.iter().filter(|said| said.contains("D001")).count(), 1, "once, not for each column: {said:?}");
    assert!(said.iter().any(|said| said.contains("this is said of one column")), "{said:?}");
}

#[test]
fn notes_begin_with_the_words_given_for_them() {
    for (words, file) in [
        ("____", "a,n\nx,1\ny,2\n____\nFoot\n"),
        ("Source", "a,n\nx,1\ny,2\n\"Source: the office, 2025\",\n\n,\n"),
        ("©", "a,n\r\nx,1\r\ny,2\r\n© office,\r\n"),
    ] {
        assert_eq!(cells(&format!("footer_rows: \"{words}\""), file), [["x", "1"], ["y", "2"]], "{words}");
    }
    let said = problems("footer_rows: Quelle", "a,n\nx,1\nSource: us,\n");
    assert!(said[0].contains("no line of `x.csv` below its header begins with `Quelle`"), "{said:?}");
}

#[test]
fn codes_with_one_word_are_one_label_and_the_cell_stays_as_published() {
    let (table, problems) =
        read("fields: { geo: { labels: { DE: Germany, DEU: Germany } }, n: integer }", "geo,n\nDE,1\nFR,2\nDEU,3\n");
    assert_eq!(problems, []);
    let geo = &table.unwrap().columns[0];
    assert_eq!(geo.label(0), geo.label(2));
    assert_eq!((geo.encode("Germany"), geo.encode("DEU")), (geo.label(0), geo.label(0)));
    assert_eq!(
        (geo.format(geo.label(2).unwrap()).into_owned(), geo.written(2).into_owned()),
        ("Germany".into(), "DEU".into())
    );
}

#[test]
fn a_header_of_an_earlier_release_is_known() {
    let declared = "fields: { place: { of: Bundesland, was: [Land], type: string }, n: integer }";
    assert_eq!(cells(declared, "Bundesland,n\nBayern,1\n"), [["Bayern", "1"]]);
    assert_eq!(cells(declared, "Land,n\nBayern,1\n"), [["Bayern", "1"]]);
    assert!(problems(declared, "Staat,n\nBayern,1\n")[0].contains("has no column `Bundesland`"));
}

#[test]
fn an_interval_names_columns_of_numbers() {
    let file = "n,low,high,words\n5,4,6,a\n";
    let with = |interval: &str| {
        format!(
            "fields: {{ n: {{ type: integer, interval: {interval} }}, low: integer, high: integer, words: string }}"
        )
    };
    for honest in ["{ low: low, high: high }", "{ low: low, high: high, level: 90% }", "{ error: low }"] {
        assert_eq!(problems(&with(honest), file), Vec::<String>::new(), "{honest}");
    }
    for (wrong, said) in [
        ("{ low: lower, high: high }", "`low` names `lower`, which is not a column of `x.csv`"),
        ("{ error: words }", "`error` names `words`, a column of type `string`"),
        ("{ low: low }", "`low` and `high`, the columns of two bounds"),
        ("{ low: low, high: high, level: 80 }", "`90`, `95` or `99`"),
    ] {
        assert!(problems(&with(wrong), file)[0].contains(said), "{:?}", problems(&with(wrong), file));
    }
}
