import type { WaitingItem } from '#core/approval/schema.ts';
import { eitherOf } from '#core/format/either-of.ts';
import { When } from '../time/when.tsx';

const NOBODY_YET =
  'Nobody can yet. The approver must be someone who does not change the plan and whom nobody who changes it has invited within 30 days, or someone for whom a third person vouches on the page People.';

/** Who can approve it, once nothing comes before. */
export const approversText = ({ approvers }: Pick<WaitingItem, 'approvers'>): string =>
  approvers.length > 0 ? `${eitherOf(approvers)} can approve it.` : NOBODY_YET;

/** Of what a key made: who answered for it, or that somebody has to, and who can. */
export function AnswerLine({ item }: { item: Pick<WaitingItem, 'answer' | 'kind' | 'approvers'> }) {
  const { answer, kind } = item;
  if (answer === null) return null;
  const { given, mayGive, givers } = answer;
  if (given)
    return (
      <>
        Made with a key. {given.by} answered for it <When at={given.at} />.
      </>
    );
  const who = kind === 'mark' ? 'somebody who may mark items' : 'somebody who may change the plan';
  if (mayGive)
    return (
      <>
        Made with a key, and a key is not a person: {who} answers for it first. Then {approversText(item)}
      </>
    );
  const names = givers.length > 0 ? `${eitherOf(givers)} can` : 'nobody here can yet';
  return (
    <>
      Made with a key. Waits for {who} to answer for it: {names}.
    </>
  );
}
