//! Counts of what was right and wrong, and the shares that they make.

use std::fmt;

/// What was said against what is so.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hits {
    pub right: usize,
    pub false_alarms: usize,
    pub missed: usize,
    pub rejected: usize,
}

impl Hits {
    pub fn count(&mut self, said: bool, is: bool) {
        *match (said, is) {
            (true, true) => &mut self.right,
            (true, false) => &mut self.false_alarms,
            (false, true) => &mut self.missed,
            (false, false) => &mut self.rejected,
        } += 1;
    }

    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.false_alarms)
    }

    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    pub fn f1(self) -> f64 {
        share(
            2 * self.right,
            2 * self.right + self.false_alarms + self.missed,
        )
    }

    pub fn accuracy(self) -> f64 {
        let all = self.right + self.false_alarms + self.missed + self.rejected;
        share(self.right + self.rejected, all)
    }
}

impl fmt::Display for Hits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [precision, recall, f1] = [self.precision(), self.recall(), self.f1()].map(percent);
        write!(f, "{precision} | {recall} | {f1}")
    }
}

pub fn share(part: usize, whole: usize) -> f64 {
    let counts = [part, whole].map(|count| f64::from(u32::try_from(count).unwrap()));
    if whole == 0 {
        0.0
    } else {
        counts[0] / counts[1]
    }
}

pub fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}
