// Lists that are searched as one; compiled into the crate and into its build script, so that both agree.

/// The lists of places. A word that several hold has the value of the first.
pub(crate) const PLACES: [&str; 9] = [
    "divisions",
    "division_short_names",
    "division_short_names_risky",
    "townships",
    "countries",
    "world_cities",
    "regions",
    "features",
    "facilities",
];

/// A number for a list's place among [`PLACES`] and the number of a value.
pub(crate) const fn pack(list: u32, value: u32) -> u32 {
    value * PLACES.len() as u32 + list
}

/// What [`pack`] packed.
pub(crate) const fn unpack(number: u32) -> (usize, u32) {
    (number as usize % PLACES.len(), number / PLACES.len() as u32)
}
