//! The sentences of documents and pages.

use serde::{Deserialize, Serialize};

labels! {
    /// Sentences of documents and pages.
    Pages {
        /// A statement behind the name of whoever makes it: `{who}`, `{claim}`.
        attributed,
        /// The house's own verdict and the words it could have used: `{word}`, `{words}`.
        verdict,
        /// What the record does to a refuted statement.
        record_contradicts,
        /// What several sources do to a refuted statement.
        sources_contradict,
        /// A refuted statement of our own: `{contradicts}`, `{claim}`.
        refuted,
        /// A refuted statement that we put in our words, and who made it: `{contradicts}`, `{who}`, `{claim}`.
        refuted_in_our_words,
        /// A refuted statement as it was said, and who made it: `{contradicts}`, `{who}`, `{quote}`.
        refuted_quoted,
        /// What was said, behind our words for it: `{quote}`.
        word_for_word,
        /// A statement as ours, where what was said stands beside it: `{claim}`.
        in_our_words,
        /// A tested value under its reading: `{reading}`, `{value}`.
        tested,
        /// A series too long to print every value of.
        series,
        long_series,
        /// A series by its ends: `{least}`, `{greatest}`.
        least_to_greatest,
        /// How many steps go a way: `{n}`, `{whole}`.
        steps_of,
        /// How many steps in a row go a way: `{n}`.
        in_a_row,
        /// A step that rises: `{from}`, `{to}`.
        rose_between,
        /// A step that falls: `{from}`, `{to}`.
        fell_between,
        /// A level step: `{from}`, `{to}`.
        same_between,
        /// What was found, and what speaks against the claim: `{found}`, `{against}`.
        found_but,
        /// The highest value since another: `{value}`, `{period}`, `{then}`.
        highest_since,
        /// The lowest value since another: `{value}`, `{period}`, `{then}`.
        lowest_since,
        /// The highest of all: `{value}`, `{n}`, `{first}`, `{last}`.
        highest_of,
        /// The lowest of all: `{value}`, `{n}`, `{first}`, `{last}`.
        lowest_of,
        /// A name with the value there: `{name}`, `{value}`.
        value_there,
        /// Some of many names: `{names}`, `{n}`.
        and_more,
        /// A part of a whole: `{n}`, `{whole}`.
        so_many_of,
        /// Since when, where nothing before was as high or as low.
        records_began,
        /// The first place from the highest: `{n}`.
        highest_place,
        /// The first place from the lowest: `{n}`.
        lowest_place,
        /// A place from the highest: `{place}`, `{n}`.
        place_from_highest,
        /// A place from the lowest: `{place}`, `{n}`.
        place_from_lowest,
        /// A place that others share: `{place}`, `{names}`.
        tied_with,
        /// A name with its place: `{name}`, `{place}`.
        placed,
        /// What is counted where it is rows.
        rows_of_file,
        /// A condition against another cell: `{column}`, `{value}`.
        above_cell,
        /// A condition against another cell: `{column}`, `{value}`.
        at_least_cell,
        /// A condition against another cell: `{column}`, `{value}`.
        below_cell,
        /// A condition against another cell: `{column}`, `{value}`.
        at_most_cell,
        /// The cell of another row: `{name}`.
        that_of,
        /// The cell of the row of the period before.
        the_period_before,
        /// The cell of the row of a year before.
        a_year_before,
        /// The cell of the row of the first period.
        the_first_period,
        /// The least cell of the rows of one place or group.
        the_lowest,
        /// The greatest.
        the_highest,
        /// A condition that takes the rows with the most: `{column}`, `{part}`.
        among_highest,
        /// A condition that takes the rows with the least: `{column}`, `{part}`.
        among_lowest,
        /// A title, or what was said word by word: `{words}`.
        quoted,
        /// A source without title or description.
        untitled,
        /// A source known through another: `{source}` is a numbered reference.
        known_through,
        /// A number that only our own statement gives.
        our_words,
        /// A dataset and its release: `{title}`, `{vintage}`.
        release,
        /// A release: `{vintage}`.
        vintage,
        /// Which query a file is the answer to: `{engine}`, `{query}`, `{digest}`.
        query,
        /// A short digest: `{digest}`.
        digest,
        /// One cell: `{file}`, `{row}`, `{column}`, `{digest}`.
        cell,
        /// One cell whose digest is not given: `{file}`, `{row}`, `{column}`.
        cell_withheld,
        /// A cell of a workbook: `{file}`, `{row}`, `{column}`, `{digest}`.
        cell_of_sheet,
        /// The same of a small count that is withheld.
        cell_of_sheet_withheld,
        /// A workbook and its sheet: `{file}`, `{sheet}`.
        sheet,
        /// That rows which repeat others are left out: `{rows}`.
        left_out,
        /// A column whose cells are multiplied: `{column}`, `{by}`.
        column_times,
        /// One multiplied cell of a column, as published: `{column}`, `{cell}`, `{by}`.
        cell_times,
        /// A column of all rows: `{file}`, `{column}`, `{rows}`.
        cells,
        /// A column of selected rows: `{file}`, `{column}`, `{rows}`, `{conditions}`.
        cells_where,
        /// All rows: `{file}`, `{rows}`.
        rows,
        /// Selected rows: `{file}`, `{rows}`, `{conditions}`.
        rows_where,
        /// A condition: `{column}`, `{value}`.
        is,
        /// A condition: `{column}`, `{value}`.
        is_not,
        /// What a cell without a value is, in a condition.
        empty,
        /// What a join left out, behind the cells: `{rows}`, `{file}`.
        unmatched,
        /// What a number leaves out that has no value, behind the cells: `{rows}`, `{all}`.
        no_value,
        /// Of which cells the ends of a number's interval are, behind its own: `{cells}`.
        interval_of,
        /// The same where the ends are worked out of a standard error.
        interval_worked_out,
        /// What a number leaves out that no row has, behind the cells: `{absent}`, `{all}`.
        no_row,
        /// A condition of numbers: `{column}`, `{value}`.
        at_least,
        /// A condition of numbers: `{column}`, `{value}`.
        more_than,
        /// A condition of numbers: `{column}`, `{value}`.
        at_most,
        /// A condition of numbers: `{column}`, `{value}`.
        less_than,
        /// A condition of times: `{column}`, `{value}`.
        from,
        /// A condition of times: `{column}`, `{value}`.
        after,
        /// A condition of times: `{column}`, `{value}`.
        until,
        /// A condition of times: `{column}`, `{value}`.
        before,
        /// A condition: `{column}`, `{value}`.
        matches,
        /// Where a table's rows are from: `{file}`.
        table_from,
        /// The period of all rows of a table, before where they are from: `{period}`, `{from}`.
        table_period,
        /// That a long table begins here and is whole in a file: `{shown}`, `{all}`, `{file}`.
        table_first,
        /// The same of its last rows.
        table_last,
        /// How many rows its author lets be printed: `{shown}`, `{all}`.
        table_limit,
        /// Where the data of a table or chart are: `{file}`.
        table_data,
        /// A table's caption in Markdown: `{caption}`.
        caption,
        /// A table without a caption, read aloud.
        table,
        /// A footnote's number, read aloud before it.
        source,
        /// Before the number of an edition or "unpublished".
        edition,
        /// A claim held under a reading.
        holds,
        /// A claim failed under a reading.
        fails,
        /// What a reading came to, and why it does not hold.
        because,
        /// Where a change began, which the claim says otherwise.
        began,
        /// Where a change ended, which the claim says otherwise.
        ended,
        /// A change with both its ends.
        with_ends,
        /// A reading that could not be decided.
        undecided,
        /// An origin in favour: `{name}`.
        supports,
        /// An origin in favour that is known only through others: `{name}`.
        supports_retold,
        /// The speaker, or somebody of the speaker's body, in favour: `{name}`.
        own_word,
        /// An origin against: `{name}`.
        disputes,
        /// An origin against that is known only through others: `{name}`.
        disputes_retold,
        /// Evidence that is the place where the claim was made: `{name}`.
        place_said,
        /// Evidence that adds no origin, and why: `{name}`, `{why}`.
        not_counted,
        /// Said of an origin with an interest.
        interested,
        /// A reply: `{name}`.
        reply,
        /// A reply of the speaker's own body: `{name}`.
        reply_own,
        /// How to cite: `{publisher}`, `{question}`, `{title}`, `{date}`, `{edition}`.
        cite_as,
        /// How to reproduce.
        reproduce,
        /// A list of what was read.
        read,
        /// A list of what was not read.
        not_read,
        /// Beside a definition: `{label}`, `{why}`.
        distinct,
        /// Nothing was read.
        nothing_read,
        /// The description of a page: `{answer}`, `{standing}`.
        description,
        /// The link to a page in this language, on the same page in another one.
        in_this_language,
        /// Who wrote it, with what they did: `{name}`, `{role}`.
        author,
        /// What words such as “broadly unchanged” mean here: `{words}`, `{bound}`.
        bound,
        /// Why periods on both sides of a break in a series are compared: `{why}`.
        comparable,
        /// Names the button that shows where a number comes from: `{words}` is the number.
        where_from,
        /// Names the button that shows why a claim has its standing: `{words}` is the standing.
        why_standing,
        /// Over the legend of the standings.
        signs,
        /// The caption of the table of numbers.
        numbers,
        /// Over the tables that a brief lists.
        tables,
        /// Over the charts that a brief lists.
        charts,
        /// What a chart of points joined by a line is called.
        chart_line,
        /// What a chart of bars is called.
        chart_bar,
        /// What a chart of a line with the area below it is called.
        chart_area,
        /// What a chart of dots is called.
        chart_point,
        /// What a chart of numbers with their intervals is called.
        chart_errorbar,
        /// What a chart of ranges is called.
        chart_range,
        /// What a chart of lines from one number to another is called.
        chart_slope,
        /// In place of a chart that cannot be seen: `{kind}`, `{caption}`.
        chart_alt,
        /// Over the table behind a chart.
        chart_data,
        /// Beside a hollow mark.
        chart_provisional,
        /// Beside the bracket over the time that a claim is tested on.
        chart_window,
        /// That the scale of a chart does not begin at zero.
        chart_broken,
        /// What the intervals of a chart are: `{level}`.
        chart_intervals,
        /// The same where their ends are worked out.
        chart_intervals_worked_out,
        /// Of which end of an interval a column of data is: the lower one.
        interval_low,
        /// The upper one.
        interval_high,
        /// The caption of a chart without one, along an axis: `{what}`, `{from}`, `{to}`, `{first}`, `{last}`.
        chart_went,
        /// The same of several series: `{what}`, `{from}`, `{to}`.
        chart_over,
        /// The same of what has no order: `{what}`, `{highest}`, `{high}`, `{lowest}`, `{low}`.
        chart_among,
        /// Beside the line at a claim's quantity: `{quantity}`.
        chart_claimed,
    }
}
