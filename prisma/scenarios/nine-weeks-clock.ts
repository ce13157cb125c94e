import { addDays } from '#core/time/day.ts';
import { localInstants } from '#core/time/local-instants.ts';

/** The moment of the scenario's `day` (1 to 63) at which a clock in the migration's zone shows `time`. */
export type Clock = (day: number, time: string) => Date;

const WEEKS = 9;
export const DAYS = WEEKS * 7;

export function clockFrom(firstDay: string, timeZone: string): Clock {
  return (day, time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return new Date(localInstants(addDays(firstDay, day - 1), hour * 60 + minute, timeZone).first);
  };
}
