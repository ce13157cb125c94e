/** An expected failure with a sentence for the person at the terminal; anything else shows its stack. */
export class Refusal extends Error {}
