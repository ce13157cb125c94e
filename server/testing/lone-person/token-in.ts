/** The token of a one-time link, wherever in a text it stands. */
export const tokenIn = (text: string) => /[?&]token=([\w-]+)/.exec(text)?.[1];
