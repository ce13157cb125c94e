import { tokenBuckets } from '../token-bucket.ts';

const OF_LINK = {
  burst: 120,
  perSecond: 20,
  message: 'This link is opened too often just now. Try again in a moment.',
};
const OF_ADDRESS = {
  burst: 400,
  perSecond: 100,
  message: 'Too many links are opened from here. Try again in a moment.',
};

const takeFromLink = tokenBuckets(OF_LINK);
const takeFromAddress = tokenBuckets(OF_ADDRESS);

/** Before the link is looked up: tokens that are tried out cost the database as little as a link that is opened all the time. */
export function takeFromShare(tokenHash: string, address: string): void {
  takeFromAddress(address);
  takeFromLink(tokenHash);
}
