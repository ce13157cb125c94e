/** What a forecast rests on: counts of what was seen, and dates of the plan. Days are `yyyy-mm-dd` of the migration's zone. */
export type ForecastFacts = {
  today: string;
  /** Null: no criterion asks for clean days. */
  streak: StreakFacts | null;
  /** What has to be worked off. All of it has to be done before the exit. */
  backlogs: readonly Backlog[];
  /** Work of the plan that the exit waits for. */
  floors: readonly { name: string; day: string }[];
  /** Days on which nothing is left: freeze windows and holidays, both ends included. */
  closed: readonly { name: string; from: string; to: string }[];
  /** Days still to come that do not count: maintenance that is approved. */
  excluded: readonly string[];
  /** Blocking criteria that are not met and that nothing here speaks for: they are listed beside the date, which leaves them out. */
  notPart: readonly string[];
};

export type StreakFacts = {
  neededDays: number;
  /** Of the ledger, today left out. */
  cleanDays: number;
  voidsInARow: number;
  todayBroken: boolean;
  /** Days since the first evidence; those of them without enough of it. */
  daysSeen: number;
  voidDays: number;
  /** Days on which a break could be seen, today only if it is broken. */
  daysJudged: number;
  /** Of each day on which a break began: days judged from it to today, both included. */
  breakAges: readonly number[];
  /** Days from the first to the last on which a break that is over was open. */
  lengths: readonly number[];
  /** Days, today included, for which what is open has been open. */
  openFor: readonly number[];
};

export type Backlog = {
  kind: 'discrepancies' | 'coverage';
  /** "critical discrepancies", "scenarios": what is counted. */
  name: string;
  /** Left now; so many may stay. */
  left: number;
  allowed: number;
  /** What came and what was done a day, every day looked at. */
  days: readonly { arrived: number; closed: number }[];
};
