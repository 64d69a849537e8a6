//! Percentiles of what was measured.

/// Durations in seconds, as they came.
#[derive(Debug, Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// Adds one.
    pub fn add(&mut self, seconds: f64) {
        self.0.push(seconds);
    }

    /// Adds all of another's.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value that this share of all does not exceed, in milliseconds; 0 of nothing.
    pub fn percentile(&mut self, share: f64) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        self.0.sort_by(f64::total_cmp);
        let last = self.0.len() - 1;
        let place = (share * self.0.len() as f64).ceil() as usize;
        self.0[place.saturating_sub(1).min(last)] * 1_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::Times;

    #[test]
    fn a_percentile_is_a_value_that_was_measured() {
        let mut times = Times::default();
        assert_eq!(times.percentile(0.5), 0.0);
        for n in (1..=100).rev() {
            times.add(f64::from(n) / 1_000.0);
        }
        assert_eq!(times.percentile(0.5), 50.0);
        assert_eq!(times.percentile(0.99), 99.0);
        assert_eq!(times.percentile(1.0), 100.0);
    }
}
