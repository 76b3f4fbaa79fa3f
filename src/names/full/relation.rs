//! How surely one body's name is short for another's.

use super::super::{Class, LEVEL_WORDS};
use super::forms::{Form, jumps};
use super::{Asking, LEVELS, UNIVERSITY, ends_alike, ends_with_division, is_subsequence, starts_with_place};
use crate::chars::{chars, is_han};

impl<'a> Asking<'_, 'a> {
    /// How surely `short` is short for `long`; nothing where it is not.
    pub(super) fn relation(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        if long.text.len() <= short.text.len() {
            // 中兴公司 is no longer than 中兴通讯.
            return (long.text.len() == short.text.len()).then(|| self.by_core(short, long)).flatten();
        }
        let alike = short.class.is_unknown() || long.class.is_unknown() || short.class == long.class;
        // A club bears its owner's name: 恒大 ← 广州恒大.
        let club = long.class == Class::Team && long.stem() == short.text;
        let differ = if alike || club { 0 } else { 6 };
        self.ending(short, long)
            .or_else(|| self.beginning(short, long))
            .or_else(|| self.by_core(short, long))
            .or_else(|| self.by_middle(short, long))
            .or_else(|| self.by_heads(short, long))
            .map(|score| score - differ + long.times.min(6) as i32)
    }

    /// 教育局 ← 杭州市教育局, 督察组 ← 中央第四生态环境保护督察组.
    pub(super) fn ending(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        let before = long.text.strip_suffix(short.text)?;
        if LEVEL_WORDS.contains(&before) {
            return Some(30);
        }
        let first = short.text.chars().next()?;
        if LEVELS.contains(first) {
            return ends_with_division(self.lexicon, &long.text[..before.len() + first.len_utf8()]).then_some(30);
        }
        if !before.chars().all(is_han) {
            return None;
        }
        // 中兴|通讯 needs no 中国 before it, 国家税务总局 neither; 宁夏校友会 may be that of 南开.
        let trade = self.lexicon.company_trades.longest_suffix(short.text).is_some() && chars(short.text) > 3;
        if self.is_complete(short) || trade && short.class == Class::Company || short.text.starts_with("国家") {
            let foreign = short.text.ends_with("公司") && before != "中国" && self.lexicon.countries.contains(before);
            let school = self.lexicon.org_names.get(before) == Some("school");
            // 硚口区|科协 ← 武汉市|硚口区科协.
            let upper =
                self.lexicon.divisions.contains(before) && short.text[..short.prefix].ends_with(|c| LEVELS.contains(c));
            let national = before == "中国" && short.class == Class::Team;
            return (foreign || school || upper || national || before == "中国人民").then_some(26);
        }
        if self.lexicon.org_names.contains(before) || self.forms.known.contains_key(before) {
            return Some(28);
        }
        let parts = &self.lexicon.org_name_parts;
        if parts.has_as(before, "left-out") || long.prefix > 0 && before.len() <= long.prefix {
            return Some(26);
        }
        let national = self.lexicon.org_names.contains(short.text) || short.prefix > 0;
        let begins = chars(before) > 1 && long.words.contains(&before.len());
        (begins && chars(short.text) > 2 && !national).then_some(20)
    }

    /// 中兴 ← 中兴通讯, 易捷航空 ← 英国|易捷航空公司.
    pub(super) fn beginning(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        let behind = long.text.strip_prefix(short.text).or_else(|| long.stem().strip_prefix(short.text))?;
        let parts = &self.lexicon.org_name_parts;
        let formal = parts.ends_as(behind, "legal");
        let trade = self.is_trade(behind);
        let latin = behind == "公司" && short.text.is_ascii();
        let legal = formal && self.lexicon.org_suffixes.contains(behind);
        // 海南航空 ← 海南航空控股股份有限公司.
        let stem = chars(short.stem()) > 1;
        if (legal || formal && stem || trade && !latin && short.prefix == 0) && !parts.ends_as(behind, "part") {
            // 波音公司 says least, 宇通客车股份有限公司 most.
            return Some(if formal {
                26
            } else if behind == "公司" {
                18
            } else {
                24
            });
        }
        if behind == "俱乐部" && short.prefix == 0 {
            return Some(18);
        }
        // 武汉 ← 武汉卓尔: a place that acts as a body is a team.
        if long.prefix == short.text.len() && chars(behind) <= 3 && matches!(long.class, Class::Team | Class::Unknown) {
            return Some(22);
        }
        let school = parts.has_as(behind, "school");
        (school && self.head(short.text).is_none()).then_some(22)
    }

    /// Whether a company's name goes on like this: 通讯, 通讯公司.
    pub(super) fn is_trade(&self, behind: &str) -> bool {
        let trades = &self.lexicon.company_trades;
        let firm = || self.lexicon.org_name_parts.longest_end_as(behind, "firm");
        trades.contains(behind) || firm().is_some_and(|(word, _)| trades.contains(&behind[..behind.len() - word.len()]))
    }

    /// 中兴公司 ← 中兴通讯, 鲁能俱乐部 ← 山东|鲁能: what stands before a general head is what another body begins with, or is.
    pub(super) fn by_core(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        if short.class == Class::Team
            && let Some(club) = self.by_place(short, long)
        {
            return Some(club);
        }
        let core = ["集团公司", "公司", "集团", "俱乐部"].iter().find_map(|w| short.text.strip_suffix(w))?;
        let behind = long.stem().strip_prefix(core).or_else(|| long.text.strip_prefix(core))?;
        let trade = self.is_trade(behind);
        let fits = if behind.is_empty() { long.prefix > 0 } else { trade && !short.text.ends_with("集团") };
        (chars(core) > 1 && fits).then_some(22)
    }

    /// 亚泰队 ← 长春|亚泰, 辽足 ← 辽宁|宏运: a club by its owner's name, by the first character of its place.
    fn by_place(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        if long.class != Class::Team || long.prefix == 0 {
            return None;
        }
        if let Some(owner) = short.text.strip_suffix('队') {
            return (chars(owner) > 1 && owner == long.stem()).then_some(22);
        }
        let place = short.text.strip_suffix('足').filter(|place| chars(place) == 1)?;
        let parts = &self.lexicon.org_name_parts;
        let national = parts.longest_as(long.text, "left-out").is_some();
        (long.text.starts_with(place) && !national).then_some(18)
    }

    /// 重庆市大数据|局 ← 重庆市大数据|应用发展管理|局: the middle is left out, more than a place stands before it.
    fn by_middle(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        let (last, _) = short.text.char_indices().next_back()?;
        let (before, head) = short.text.split_at(last);
        let middle = long.text.strip_prefix(before)?.strip_suffix(head)?;
        let own = before.len().checked_sub(long.prefix.max(short.prefix))?;
        (own >= 3 * '一'.len_utf8() && !middle.is_empty() && !middle.contains(head)).then_some(20)
    }

    /// 北大 ← 北京|大学, 世卫组织 ← 世界|卫生|组织: the first characters of the words, in their order.
    pub(super) fn by_heads(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        let count = chars(short.text);
        if !(2..=10).contains(&count)
            || !short.text.chars().all(is_han)
            || short.text.starts_with(|c| LEVELS.contains(c))
            || long.text.starts_with(short.text)
            || long.stem().starts_with(short.text)
        {
            return None;
        }
        if short.prefix > 0 || starts_with_place(self.lexicon, short.text) {
            // 南开档案馆 is short for 南开大学档案馆; 北京市公安局 for no 北京市东城区公安局.
            let same = short.text.chars().zip(long.text.chars()).take_while(|(a, b)| a == b);
            let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
            let division = self.lexicon.divisions.longest_prefix(short.text).is_some_and(|(p, _)| chars(p) > 2);
            if same == 0 || division || count < 4 || starts_with_place(self.lexicon, &long.text[same..]) {
                return None;
            }
        } else if self.is_complete(short) {
            return None;
        }
        // 中央委员会 is another body than 中央纪律检查委员会, 天津大学 than 天津师范大学; 南开|档案馆 is that of 南开大学.
        let listed = self.lexicon.org_names.contains(short.text);
        let head = self.head(short.text).filter(|head| chars(head) > 1);
        let long_head = self.head(long.text);
        if head.is_some_and(|head| long_head.is_none_or(|long| !is_subsequence(head, long))) {
            return None;
        }
        // 使馆 ← 中国驻巴林大使馆.
        if head == Some(short.text) && long_head.is_some_and(|long| long.len() > head.map_or(0, str::len)) {
            return (!listed).then_some(16);
        }
        if (listed || short.prefix > 0) && ends_alike(short.text, long.text) {
            let owner = &long.text[..long.text.len() - head.map_or(0, str::len)];
            if !self.forms.known.contains_key(owner)
                && !owner.ends_with(UNIVERSITY)
                && long.text.ends_with("大使馆") == short.text.ends_with("大使馆")
            {
                return None;
            }
        }
        match (count, jumps(short.text, long)?) {
            // 国米 ← 国际米兰, 北大 ← 北京大学.
            (2, 0) if listed && chars(long.stem()) == 4 => {
                let letters: Vec<char> = long.stem().chars().collect();
                // 非盟 ← 非洲联盟.
                let ends = [2, 3].iter().any(|&at| short.text.chars().eq([letters[0], letters[at]]));
                ends.then_some(18)
            }
            (2, 0) if long.words.len() <= 3 && !listed => Some(18),
            (3.., 0) => Some(22),
            (4.., 1) => Some(16),
            _ => None,
        }
    }
}
