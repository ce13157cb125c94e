import type { Random } from '../random.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What a call answers or takes, as it travels; what is not there is null. */
export const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));

/** Of each name. */
const MOST = 40;

/** Everything that the lone person has been told so far, by the name under which it stood: what they can name in a call. */
export class KnownThings {
  readonly #by = new Map<string, Set<string>>();
  readonly #before: KnownThings | null;

  /** `before`: what was known already, which stays as it is. */
  constructor(before: KnownThings | null = null) {
    this.#before = before;
  }

  /** What `criterion.listChanges` answers: an `id` there is a `changeId`, in `criteria` within it a `criterionId`. */
  learn(call: string, answer: unknown): void {
    const [entity = '', verb = ''] = call.split('.');
    const of = /^list([A-Z]\w+)$/.exec(verb)?.[1];
    this.#learn(of === undefined ? entity : singular(of.charAt(0).toLowerCase() + of.slice(1)), answer);
  }

  #learn(entity: string, answer: unknown): void {
    if (Array.isArray(answer)) for (const item of answer) this.#learn(entity, item);
    else if (answer !== null && typeof answer === 'object') {
      for (const [name, value] of Object.entries(answer)) {
        if (typeof value === 'string') this.add(name === 'id' ? `${entity}Id` : name, value);
        else if (typeof value === 'number') this.add(name, String(value));
        else this.#learn(Array.isArray(value) && name !== 'items' ? singular(name) : entity, value);
      }
    }
  }

  add(name: string, value: string): void {
    const known = this.#by.get(name) ?? new Set();
    // The newest stand last, and are taken most often.
    known.delete(value);
    known.add(value);
    const [oldest] = known;
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    this.#by.set(name, known);
  }

  /** One that stood under this name and fits, often the newest; undefined where none does. */
  pick(name: string, random: Random, fits: (value: string) => boolean): string | undefined {
    const values = this.all(name).filter(fits);
    return random.int(2) === 0 ? values.at(-1) : values[random.int(values.length)];
  }

  /** Whatever fits, under whatever name. */
  pickAny(random: Random, fits: (value: string) => boolean): string | undefined {
    const names = [...(this.#before === null ? [] : this.#before.#by.keys()), ...this.#by.keys()];
    const tried = Array.from({ length: 20 }, () => this.all(names[random.int(names.length)] ?? '').at(-1));
    return tried.find((value) => value !== undefined && fits(value));
  }

  /** Ids of whatever there is that fit, the newest last: for what asks for ids and does not say of what. */
  ids(fits: (value: string) => boolean): string[] {
    const names = [...(this.#before === null ? [] : this.#before.#by.keys()), ...this.#by.keys()];
    return [...new Set(names.filter((name) => name.endsWith('Id')))].flatMap((name) => this.all(name).filter(fits));
  }

  /** All that stood under this name, the newest last. */
  all(name: string): string[] {
    return [...(this.#before?.all(name) ?? []), ...(this.#by.get(name) ?? [])];
  }
}

const singular = (name: string) => (name === 'criteria' ? 'criterion' : name.replace(/ies$/, 'y').replace(/s$/, ''));
