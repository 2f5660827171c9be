//! Province, city, district: a region code of GB/T 2260 chosen in three levels.

use leptos::prelude::*;

use super::{Bind, Glyph, Icon, Text, field::Slot};
use crate::i18n::t;

/// One region with what lies below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// Six digits.
    pub code: String,
    /// Its own name.
    pub name: String,
    /// The next level.
    pub parts: Vec<Region>,
}

/// How many leading digits of a code tell the region of a level apart.
const PREFIX: [usize; 3] = [2, 4, 6];

fn inside<'a>(all: &'a [Region], code: &str, level: usize) -> Option<&'a Region> {
    let digits = PREFIX.get(level).copied()?;
    let wanted = code.get(..digits).filter(|_| code.len() == 6)?;
    all.iter()
        .find(|region| region.code.get(..digits) == Some(wanted))
}

/// The regions that can be chosen at a level, given the code so far.
fn level(all: &[Region], code: &str, depth: usize) -> Vec<Region> {
    let mut here = all;
    for above in 0..depth {
        match inside(here, code, above) {
            Some(region) => here = &region.parts,
            None => return Vec::new(),
        }
    }
    here.to_vec()
}

/// `广东省 深圳市 南山区`; as much of it as is known.
#[must_use]
pub fn path(all: &[Region], code: &str) -> String {
    let mut here = all;
    let mut names = Vec::new();
    for depth in 0..PREFIX.len() {
        match inside(here, code, depth) {
            Some(region) => {
                names.push(region.name.as_str());
                here = &region.parts;
            }
            None => break,
        }
    }
    names.join(" ")
}

/// Three selects in a row; the value is the deepest code chosen.
#[component]
pub fn RegionField(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(into)] regions: Signal<Vec<Region>>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let (id, fault) = (slot.id.clone(), slot.fault);
    let first = id.clone();
    let titles: [fn() -> &'static str; 3] = [t::ui::province, t::ui::city, t::ui::district];
    view! {
        <fieldset
            class="field"
            class:faulty=move || fault.with(Option::is_some)
            aria-describedby=described
        >
            <legend>
                {move || label.get()}
                {(!required).then(|| view! { <span class="optional">{t::ui::optional}</span> })}
            </legend>
            <p class="hint" id=format!("{id}-hint")>
                {hint.map(|hint| move || hint.get())}
            </p>
            <div class="region">
                {titles
                    .into_iter()
                    .enumerate()
                    .map(|(depth, title)| {
                        let (slot, invalid) = (slot.clone(), invalid.clone());
                        let id = if depth == 0 { first.clone() } else { format!("{first}-{depth}") };
                        let options = Memo::new(move |_| {
                            let code = value.get();
                            regions.with(|all| level(all, &code, depth))
                        });
                        let chosen = move |region: &Region| {
                            inside(std::slice::from_ref(region), &value.get(), depth).is_some()
                                && known_to(&value.get(), depth)
                        };
                        view! {
                            <div class="input">
                                <select
                                    id=id
                                    aria-label=title
                                    aria-invalid=invalid
                                    disabled=move || options.with(Vec::is_empty)
                                    on:change:target=move |event| {
                                        let mut code = event.target().value();
                                        if code.is_empty() && depth > 0 {
                                            code = above(&value.now(), depth);
                                        }
                                        slot.changed(None, &code);
                                        value.set(code);
                                    }
                                >
                                    <option value="" selected=move || !known_to(&value.get(), depth)>
                                        {title}
                                    </option>
                                    {move || {
                                        options
                                            .get()
                                            .into_iter()
                                            .map(|region| {
                                                let (code, name) = (region.code.clone(), region.name.clone());
                                                view! {
                                                    <option value=code selected=move || chosen(&region)>
                                                        {name}
                                                    </option>
                                                }
                                            })
                                            .collect_view()
                                    }}
                                </select>
                            </div>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="fault" id=format!("{id}-fault") aria-live="polite">
                {move || {
                    fault.get().map(|text| view! { <Icon glyph=Glyph::Warning /><span>{text}</span> })
                }}
            </p>
        </fieldset>
    }
}

/// Whether a code says anything at this level (`440000` says nothing of the city).
fn known_to(code: &str, depth: usize) -> bool {
    let from = if depth == 0 { 0 } else { depth * 2 };
    code.len() == 6
        && code
            .get(from..from + 2)
            .is_some_and(|digits| digits != "00")
}

/// The code with this level and what is below it taken away.
fn above(code: &str, depth: usize) -> String {
    let kept: String = code.chars().take(depth * 2).collect();
    format!("{kept:0<6}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str, name: &str, parts: Vec<Region>) -> Region {
        Region {
            code: code.into(),
            name: name.into(),
            parts,
        }
    }

    fn sample() -> Vec<Region> {
        vec![
            region(
                "110000",
                "北京市",
                vec![region(
                    "110100",
                    "市辖区",
                    vec![region("110105", "朝阳区", vec![])],
                )],
            ),
            region(
                "440000",
                "广东省",
                vec![region(
                    "440300",
                    "深圳市",
                    vec![region("440305", "南山区", vec![])],
                )],
            ),
        ]
    }

    #[test]
    fn levels_follow_the_code() {
        let all = sample();
        assert_eq!(level(&all, "", 0).len(), 2);
        assert!(level(&all, "", 1).is_empty());
        assert_eq!(level(&all, "440000", 1).len(), 1);
        assert_eq!(level(&all, "440300", 2).len(), 1);
        assert!(level(&all, "440000", 2).is_empty());
    }

    #[test]
    fn a_path_names_what_is_known() {
        let all = sample();
        assert_eq!(path(&all, "440305"), "广东省 深圳市 南山区");
        assert_eq!(path(&all, "440300"), "广东省 深圳市");
        assert_eq!(path(&all, "999999"), "");
    }

    #[test]
    fn a_level_can_be_taken_back() {
        assert_eq!(above("440305", 2), "440300");
        assert_eq!(above("440305", 1), "440000");
        assert!(known_to("440300", 1) && !known_to("440300", 2) && !known_to("", 0));
    }
}
