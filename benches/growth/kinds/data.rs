//! Data: very many rows, columns, faults of one kind, and what is counted of sensitive things.

use super::{count, fill, kinds, many};
use crate::project::{DATA, Project, Registry};

/// Returns data with further columns beside those that the claim is tested on.
fn columns(n: usize, length: usize, header: impl Fn(usize) -> String, cells: [&str; 2]) -> String {
    let all = count(n, length);
    let row = |first: &str, cell: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = (0..all).map(cell).collect();
        format!("{first},{}\n", cells.join(","))
    };
    let (one, other) = (|_: usize| cells[0].to_owned(), |_: usize| cells[1].to_owned());
    row("month,boats", &header) + &row("2024-05,812", &one) + &row("2024-06,941", &other)
}

/// Returns the project with these data and keys of its dataset.
fn declared(data: String, dataset: &str) -> Project {
    Registry { dataset: dataset.to_owned(), ..Registry::default() }.project().file("data/boats.csv", data)
}

/// Returns the project whose brief prints a table of these columns, of a sensitive measure.
fn sensitive(data: String, columns: &str) -> Project {
    Registry {
        measure: "    sensitive: true\n".to_owned(),
        tables: format!("  t: {{ caption: All rows, of: monthly, columns: [{columns}], measure: landings }}\n"),
        brief: "    tables: [t]\n".to_owned(),
        ..Registry::default()
    }
    .project()
    .file("data/boats.csv", data)
}

/// Returns the project with a table of claims.
fn claims(table: String) -> Project {
    Registry { top: "include: [more.csv]\n".to_owned(), ..Registry::default() }.project().file("more.csv", table)
}

fn months(at: usize) -> String {
    format!("{}-{:02}", 1000 + at / 12 % 1000, at % 12 + 1)
}

kinds! {
    "data:rows" => |n| Project::data(format!("{DATA}{}", many(n, |at| format!("{},{at}\n", months(at))))),
    "data:labels" => |n| Project::data(format!("month,boats,name\n2024-06,941,a\n{}", many(n, |at| format!("2023-05,1,n{at}\n")))),
    "data:labels-alike" => |n| Project::data(format!("month,boats,name\n2024-06,941,a\n{}", many(n, |at| format!("2023-05,1,{}n{at}\n", if at.is_multiple_of(2) { "É" } else { "E\u{301}" })))),
    "data:columns" => |n| Project::data(columns(n, 12, |at| format!("c{at}"), ["1", "2"])),
    "data:columns-of-words" => |n| Project::data(columns(n, 12, |at| format!("c{at}"), ["1", "x"])),
    "data:columns-at-fault" => |n| declared(columns(n, 30, |at| format!("c{at}"), ["1", "x"]), &format!("    fields: {{ {} }}\n", (0..count(n, 30)).map(|at| format!("c{at}: integer, ")).collect::<String>())),
    "data:columns-declared-missing" => |n| declared(columns(n, 30, |at| format!("c{at}"), ["1", "2"]), &format!("    fields: {{ {} }}\n", (0..count(n, 30)).map(|at| format!("d{at}: integer, ")).collect::<String>())),
    "data:columns-named-alike" => |n| Project::data(columns(n, 8, |_| "a".to_owned(), ["1", "2"])),
    "data:columns-without-name" => |n| Project::data(columns(n, 6, |_| String::new(), ["1", "2"])),
    "data:columns-misspelt" => |n| Project::data(columns(n, 12, |at| format!("c{at}"), ["1", "2"]).replacen("boats", "boatss", 1)),
    "data:cell" => |n| Project::data(format!("month,boats,name\n2024-05,812,a\n2024-06,941,\"{}\"\n", fill(n, "ab "))),
    "data:cell-of-quotes" => |n| Project::data(format!("month,boats,name\n2024-05,812,a\n2024-06,941,\"{}\"\n", fill(n, "\"\""))),
    "data:rows-ragged" => |n| Project::data(format!("month,boats,name\n2024-06,941,a\n{}", fill(n, "2023-05\n"))),
    "data:rows-too-wide" => |n| Project::data(format!("{DATA}{}", fill(n, "2023-05,1,2,3\n"))),
    "data:rows-blank" => |n| Project::data(format!("{DATA}{}2023-01,1\n", fill(n, "\n"))),
    "data:rows-empty" => |n| Project::data(format!("{DATA}{}2023-01,1\n", fill(n, ",\n"))),
    "data:quotes-open" => |n| Project::data(format!("month,boats,name\n2024-06,941,\"a\n{}", fill(n, "2023-05,1,b\n"))),
    "data:quotes-stray" => |n| Project::data(format!("month,boats,name\n2024-06,941,a\n{}", fill(n, "2023-05,1,a\"b\n"))),
    "data:cells-at-fault" => |n| declared(format!("{DATA}{}", fill(n, "2023-05,many\n")), "    fields: { month: yearmonth, boats: integer }\n"),
    "data:keys-again" => |n| declared(format!("{DATA}{}", fill(n, "2023-05,1\n")), "    primaryKey: month\n"),
    "data:notes-below" => |n| Project::data(format!("{DATA}{}", fill(n, "Note: a remark\n"))),
    "data:table-printed" => |n| Registry {
        tables: "  t: { caption: All rows, of: monthly, columns: [month, boats] }\n".to_owned(),
        brief: "    tables: [t]\n".to_owned(),
        ..Registry::default()
    }.project().file("data/boats.csv", format!("{DATA}{}", many(n, |at| format!("{},{at}\n", months(at))))),
    "data:sensitive-rows" => |n| sensitive(
        format!("month,a,b,c,boats\n2024-06,300,300,341,941\n{}", many(n, |at| format!("{},{},{},3,{}\n", months(at), at % 6, at * 7 % 9, at % 6 + at * 7 % 9 + 3))),
        "month, a, b, c, boats",
    ),
    "data:sensitive-zeros" => |n| sensitive(
        format!("month,a,b,c,d,e,f,boats\n2024-06,1,1,1,1,1,936,941\n{}", many(n, |at| format!("{},0,0,0,0,0,0,0\n", months(at)))),
        "month, a, b, c, d, e, f, boats",
    ),
    "data:sensitive-columns" => |n| {
        let all = count(n, 16);
        let names: Vec<String> = (0..all).map(|at| format!("c{at}")).collect();
        let row = |month: &str, cell: &str, sum: usize| format!("{month},{sum},{}\n", vec![cell; all].join(","));
        sensitive(format!("month,boats,{}\n{}{}", names.join(","), row("2024-05", "2", 2 * all), row("2024-06", "3", 3 * all)), &format!("month, boats, {}", names.join(", ")))
    },
    "data:series" => |n| Registry { figures: "  s: { of: monthly, by: name, sum: boats }\n  h: { highest: s }\n".to_owned(), ..Registry::default() }
        .project().file("data/boats.csv", format!("month,name,boats\n2024-06,a,941\n{}", many(n, |at| format!("2023-05,n{at},1\n")))),
    "data:earlier-release" => |n| {
        let rows = many(n / 2, |at| format!("{},{at}\n", months(at)));
        declared(format!("{DATA}{rows}"), "    earlier: [{ file: data/old.csv, vintage: 2024-07-01 }]\n").file("data/old.csv", format!("{}{rows}", DATA.replace("941", "940")))
    },
    "claims-table:rows" => |n| claims(format!("id,statement,kind,said.by\n{}", many(n, |at| format!("x{at},Thing w{at} happened.,event,Somebody\n")))),
    "claims-table:ids" => |n| claims(format!("id,statement,kind,said.by\n{}", fill(n, "X Y,It happened.,evnt,Somebody\n"))),
    "claims-table:columns" => |n| {
        let all = count(n, 25);
        let names: String = (1..=all).map(|at| format!(",evidence.{at}.source")).collect();
        claims(format!("id,statement{names}\nx1,It happened.{}\n", ",office".repeat(all)))
    },
    "claims-table:columns-unknown" => |n| {
        let all = count(n, 14);
        let names: String = (1..=all).map(|at| format!(",statment{at}")).collect();
        claims(format!("id,statement{names}\nx1,It happened.{}\n", ",a".repeat(all)))
    },
}
