const STEPS = 720;

/**
 * What `hits` in `trials` days say about the chance of a hit a day: quantiles of the Beta posterior under Jeffreys' prior
 * (Jeffreys 1946; Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", 2001, recommend it for few trials). Under
 * p = sin²(θ) that prior is flat in θ, so the posterior is read off an even grid of θ. More hits move every quantile up, more days without
 * a hit move every one down; no day at all leaves everything possible.
 */
export function hazardQuantiles(hits: number, trials: number): (share: number) => number {
  const logs = Array.from({ length: STEPS }, (_, i) => {
    const theta = thetaAt(i);
    return 2 * hits * Math.log(Math.sin(theta)) + 2 * (trials - hits) * Math.log(Math.cos(theta));
  });
  const most = Math.max(...logs);
  let sum = 0;
  const cumulative = logs.map((log) => {
    sum += Math.exp(log - most);
    return sum;
  });
  return (share) => {
    const wanted = share * sum;
    let low = 0;
    let high = STEPS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? sum) < wanted) low = middle + 1;
      else high = middle;
    }
    return Math.sin(thetaAt(low)) ** 2;
  };
}

/**
 * As above, of days of which the newest may be worse: for each share the greatest that all days allow, or any stretch of at least half of
 * them up to today. Trouble that rises is carried on at what it has come to, and trouble that falls is not counted on. A stretch begins
 * where a hit lies, for nowhere else is one worse than its neighbours; so a hit more and a day less never lower a quantile. `ages`: days
 * from each hit to today, both included; `prior`: days without a hit that are thought of besides, in each stretch.
 */
export function worstHazardQuantiles(
  ages: readonly number[],
  trials: number,
  prior: number,
): (share: number) => number {
  const least = Math.ceil(trials / 2);
  const lengths = new Set([trials, ...ages.map((age) => Math.min(trials, Math.max(age, least)))]);
  const hitsOf = (length: number) => ages.filter((age) => Math.min(age, trials) <= length).length;
  const stretches = [...lengths].map((length) => hazardQuantiles(hitsOf(length), prior + length));
  return (share) => Math.max(...stretches.map((quantile) => quantile(share)));
}

const thetaAt = (i: number): number => ((i + 0.5) / STEPS) * (Math.PI / 2);
