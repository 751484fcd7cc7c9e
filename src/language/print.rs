//! Numbers as readers see them: rounded once, separated, and never "-0".

use crate::number::Number;

use super::{Language, fill};

/// The minus sign; unlike a hyphen it begins no list in Markdown.
const MINUS: &str = "\u{2212}";

impl Language {
    /// Returns a number with so many decimals, rounded half away from zero: `30,375`.
    pub fn number(self, number: Number, decimals: u32) -> String {
        let numbers = &self.vocabulary().numbers;
        let rounded = number.rounded(decimals);
        let plain = rounded.absolute().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut printed = String::new();
        if rounded.is_negative() {
            printed.push_str(MINUS);
        }
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) && whole.len() >= numbers.group_from {
                printed.push_str(&numbers.group);
            }
            printed.push(digit);
        }
        if decimals > 0 {
            printed.push_str(&numbers.decimal);
            printed.push_str(fraction);
            printed.extend(std::iter::repeat_n('0', (decimals as usize).saturating_sub(fraction.len())));
        }
        printed
    }

    /// Returns a percentage: `12.5%`.
    pub fn percent(self, number: Number, decimals: u32) -> String {
        fill(&self.vocabulary().numbers.percent, &[("n", &self.number(number, decimals))])
    }

    /// Returns of how many a rate is told: `per 100,000 inhabitants`.
    pub fn per(self, count: Number, what: &str) -> String {
        fill(&self.vocabulary().numbers.per, &[("n", &self.number(count, 0)), ("what", what)])
    }

    /// Returns a difference of percentages: `4.2 percentage points`.
    pub fn points(self, number: Number, decimals: u32) -> String {
        let forms = &self.vocabulary().numbers.points;
        self.form(&forms.one, &forms.many, number, decimals)
    }

    /// Returns a multiple: `3.2 times`.
    pub fn times(self, number: Number, decimals: u32) -> String {
        let forms = &self.vocabulary().numbers.times;
        self.form(&forms.one, &forms.many, number, decimals)
    }

    /// Returns whether a word says that a size follows, and not which way: the `by` of `changed by`.
    pub fn says_by(self, word: &str) -> bool {
        let words = &self.vocabulary().quantities;
        words.by.iter().chain(&words.of).any(|known| known.eq_ignore_ascii_case(word))
    }

    /// Returns an amount of money: `$20,000`. The sign is printed as given: `$`, `US$`, `€`.
    pub fn money(self, number: Number, sign: &str, decimals: u32) -> String {
        let amount = self.number(number.absolute(), decimals);
        let printed = fill(&self.vocabulary().numbers.money, &[("sign", sign), ("n", &amount)]);
        if number.rounded(decimals).is_negative() { format!("{MINUS}{printed}") } else { printed }
    }

    /// Returns a place in an order: `3rd`. A number that is not whole is printed as it is.
    pub fn ordinal(self, number: Number) -> String {
        let rules = &self.vocabulary().numbers.ordinal;
        let Some(place) = number.to_whole() else {
            return self.number(number, number.decimals());
        };
        let ending = |divisor: i128| u8::try_from(place.abs() % divisor).unwrap_or(0);
        let special = rules.by_last_digit.get(&ending(10)).filter(|_| !rules.except.contains(&ending(100)));
        fill(special.unwrap_or(&rules.others), &[("n", &self.number(number, 0))])
    }

    /// Returns a place in an order in a word where the language has one: `third`; else as `3rd`.
    pub fn place(self, number: Number) -> String {
        let place = number.to_whole();
        let mut words = self.vocabulary().quantities.ordinals.iter().filter(|(_, of)| Some(i128::from(**of)) == place);
        match (words.next(), words.next()) {
            (Some((word, _)), None) => word.clone(),
            // Where it has several, they agree with what they stand beside.
            _ => self.ordinal(number),
        }
    }

    /// Returns a large number in words, with so many decimals: `518 million`. A number below a million has no such word.
    pub fn in_scale(self, number: Number, decimals: u32) -> String {
        for scale in &self.vocabulary().numbers.scales {
            let unit = Number::power_of_ten(scale.zeros).unwrap_or(Number::ONE);
            let Ok(parts) = number.over(unit) else { continue };
            if parts.absolute() >= Number::ONE {
                return self.form(&scale.one, &scale.many, parts, decimals);
            }
        }
        self.number(number, if number.is_whole() { 0 } else { decimals })
    }

    fn form(self, one: &str, many: &str, number: Number, decimals: u32) -> String {
        let printed = self.number(number, decimals);
        let one_only = decimals == 0 && number.rounded(0).absolute() == Number::ONE;
        fill(if one_only { one } else { many }, &[("n", &printed)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(written: &str) -> Number {
        Number::parse(written).unwrap()
    }

    #[test]
    fn numbers_are_rounded_once_and_separated() {
        for (written, decimals, english, spanish) in [
            ("0", 0, "0", "0"),
            ("30375", 0, "30,375", "30.375"),
            ("2484", 0, "2,484", "2484"),
            ("518000000", 0, "518,000,000", "518.000.000"),
            ("1234567.891", 2, "1,234,567.89", "1.234.567,89"),
            ("12.5", 0, "13", "13"),
            ("-12.5", 0, "−13", "−13"),
            ("-0.4", 0, "0", "0"),
            ("999.95", 1, "1,000.0", "1000,0"),
            ("7", 3, "7.000", "7,000"),
            ("0.05", 1, "0.1", "0,1"),
        ] {
            assert_eq!(Language::ENGLISH.number(number(written), decimals), english);
            assert_eq!(Language::spanish().number(number(written), decimals), spanish);
        }
    }

    #[test]
    fn units_follow_the_language() {
        let (en, es) = (Language::ENGLISH, Language::spanish());
        assert_eq!(en.percent(number("12.45"), 1), "12.5%");
        assert_eq!(es.percent(number("12.45"), 1), "12,5\u{a0}%");
        assert_eq!(en.points(number("4.2"), 1), "4.2 percentage points");
        assert_eq!(en.points(number("1"), 0), "1 percentage point");
        assert_eq!(en.points(number("1"), 1), "1.0 percentage points");
        assert_eq!(es.points(number("-1"), 0), "−1 punto porcentual");
        assert_eq!(en.times(number("3.25"), 1), "3.3 times");
        assert_eq!(es.times(number("3"), 0), "3 veces");
        assert_eq!(en.per(number("100000"), "inhabitants"), "per 100,000 inhabitants");
        assert_eq!(es.per(number("1000"), "habitantes"), "por cada 1000 habitantes");
        assert_eq!(en.money(number("20000"), "$", 0), "$20,000");
        assert_eq!(en.money(number("-20000"), "US$", 0), "−US$20,000");
        assert_eq!(es.money(number("20000"), "€", 0), "20.000\u{a0}€");
    }

    #[test]
    fn places_have_their_endings() {
        let said = |place: i64| Language::ENGLISH.ordinal(place.into());
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 1003].map(said),
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th", "1,003rd"]
        );
        assert_eq!(Language::spanish().ordinal(3.into()), "3.º");
    }

    #[test]
    fn large_numbers_are_said_in_words_where_asked() {
        for (written, decimals, english, spanish) in [
            ("518000000", 0, "518 million", "518 millones"),
            ("1000000", 0, "1 million", "1 millón"),
            ("1230000", 1, "1.2 million", "1,2 millones"),
            ("2500000000", 1, "2.5 billion", "2500,0 millones"),
            ("30375", 0, "30,375", "30.375"),
            ("-5000000", 0, "−5 million", "−5 millones"),
        ] {
            assert_eq!(Language::ENGLISH.in_scale(number(written), decimals), english);
            assert_eq!(Language::spanish().in_scale(number(written), decimals), spanish);
        }
    }
}
