//! How sure one can be that a learner masters a concept, from few right and wrong answers: a Beta
//! posterior with prior Beta(1, 1), exact for whole numbers.

use super::thresholds::{MASTERY_INTERVAL, MASTERY_LEVEL};

/// What k right answers of n say of θ, the chance of the next one being right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posterior {
    /// P(θ > 0.6).
    pub certainty: f64,
    /// Ends of the interval in which θ lies with probability 0.8, as much below as above.
    pub low: f64,
    pub high: f64,
}

/// The posterior Beta(1 + k, 1 + n − k) after `right` of `asked`; more right than asked counts as
/// all right.
#[must_use]
pub fn posterior(right: u64, asked: u64) -> Posterior {
    let right = right.min(asked);
    let tail = (1.0 - MASTERY_INTERVAL) / 2.0;
    Posterior {
        certainty: exceeds(MASTERY_LEVEL, right, asked),
        low: quantile(tail, right, asked),
        high: quantile(1.0 - tail, right, asked),
    }
}

/// P(θ > x) = Σ_{j≤k} C(n+1, j) x^j (1−x)^(n+1−j): for whole numbers the Beta distribution's tail
/// is a binomial sum (Abramowitz & Stegun 26.5.24). Summed through logarithms, so that hundreds
/// of items do not underflow.
fn exceeds(x: f64, right: u64, asked: u64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    if x >= 1.0 {
        return 0.0;
    }
    let trials = real(asked) + 1.0;
    let odds = x.ln() - (1.0 - x).ln();
    let mut logarithm = trials * (1.0 - x).ln();
    let mut sum = logarithm.exp();
    for j in 1..=right {
        logarithm += odds + (trials - real(j) + 1.0).ln() - real(j).ln();
        sum += logarithm.exp();
    }
    sum.min(1.0)
}

/// The θ below which the posterior has `mass`, by bisection: 60 halvings reach the limit of f64.
fn quantile(mass: f64, right: u64, asked: u64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if 1.0 - exceeds(middle, right, asked) < mass {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of items lie far below 2^52"
)]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-6
    }

    #[test]
    fn three_right_of_three_reach_87_percent() {
        assert!(close(posterior(3, 3).certainty, 1.0 - 0.6_f64.powi(4)));
    }

    #[test]
    fn the_interval_of_all_right_is_that_of_a_power() {
        // Beta(4, 1) has the distribution function x^4.
        let all_right = posterior(3, 3);
        assert!(close(all_right.low, 0.1_f64.powf(0.25)));
        assert!(close(all_right.high, 0.9_f64.powf(0.25)));
    }

    #[test]
    fn one_of_two_is_symmetric_about_a_half() {
        let half = posterior(1, 2);
        assert!(close(half.low + half.high, 1.0));
    }

    #[test]
    fn nothing_asked_is_the_prior() {
        let prior = posterior(0, 0);
        assert!(close(prior.certainty, 0.4));
        assert!(close(prior.low, 0.1));
        assert!(close(prior.high, 0.9));
    }

    #[test]
    fn thousands_of_items_do_not_underflow() {
        let many = posterior(2_700, 3_000);
        assert!(many.certainty > 0.999);
        assert!(many.low > 0.88 && many.high < 0.92, "{many:?}");
    }
}
