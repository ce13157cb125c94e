import type { WaitingItem } from '#core/approval/schema.ts';
import { eitherOf } from '#core/format/either-of.ts';
import { When } from '../time/when.tsx';

const nobodyYet = (not: string) =>
  `Nobody can yet. The approver must be someone who ${not} and whom nobody who does has invited within 30 days, or someone for whom a third person vouches on the page People.`;

/** Who can approve it, once nothing comes before. */
export const approversText = ({ approvers, kind }: Pick<WaitingItem, 'approvers' | 'kind'>): string =>
  approvers.length > 0
    ? `${eitherOf(approvers)} can approve it.`
    : nobodyYet(kind === 'evidence' ? 'makes no keys' : 'does not change the plan');

/** Who answers for it has to be able to do as much themselves, or to give a key that can. */
const answerers: Readonly<Record<WaitingItem['kind'], string>> = {
  plan: 'somebody who may change the plan',
  mark: 'somebody who may mark items',
  evidence: 'somebody who may make keys',
  waiver: 'somebody who may ask for it',
};

/** Of what a key made: who answered for it, or that somebody has to, and who can. */
export function AnswerLine({ item }: { item: Pick<WaitingItem, 'answer' | 'kind' | 'approvers'> }) {
  const { answer, kind } = item;
  if (answer === null) return null;
  const { given, mayGive, givers } = answer;
  const how = kind === 'evidence' ? 'Sent with a key' : 'Made with a key';
  const who = answerers[kind];
  if (given)
    return (
      <>
        {how}. {given.by} answered for it <When at={given.at} />.
      </>
    );
  if (mayGive)
    return (
      <>
        {how}, and a key is not a person: {who} answers for it first. Then {approversText(item)}
      </>
    );
  const names = givers.length > 0 ? `${eitherOf(givers)} can` : 'nobody here can yet';
  return (
    <>
      {how}. Waits for {who} to answer for it: {names}.
    </>
  );
}
