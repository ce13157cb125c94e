/** A blackout window has begun. No failure: whoever reads lets go of the source and begins again when it is over. */
export class InBlackout extends Error {
  readonly window: string;

  constructor(window: string) {
    super(`The blackout window "${window}" has begun.`);
    this.window = window;
  }
}
