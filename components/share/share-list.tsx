'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { ShareView } from '#core/share/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { formatCounted } from '#lib/format/count.ts';
import { sharePageWords } from '#lib/labels/share.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { Status, type StatusWords } from '../ui/status.tsx';

const stateWords = {
  active: { word: 'active', shape: 'check', tone: 'go' },
  expired: { word: 'expired', shape: 'clock', tone: 'unk' },
  revoked: { word: 'revoked', shape: 'cross', tone: 'unk' },
} as const satisfies Record<ShareView['state'], StatusWords>;

/** What a link can show; anything else was refused. */
const callWords: Readonly<Record<string, string>> = { 'verdict.get': 'the verdict', 'plan.outline': 'the plan' };

type Props = { migrationId: string; links: ShareView[] };

export function ShareList({ migrationId, links }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useAction(
    trpc.share.revoke.mutationOptions({
      onSuccess: () => {
        notify('done', 'The link shows nothing any more');
        return queries.invalidateQueries(trpc.share.pathFilter());
      },
    }),
  );
  if (links.length === 0) return <p className="text-ink-2">None yet.</p>;
  return (
    <>
      <FormError message={revoke.error ? messageOf(revoke.error) : undefined} />
      <ul>
        {links.map((link) => (
          <li key={link.id} className="border-t border-hush py-2.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
              <span className="font-[550]">{link.name}</span>
              <span className="flex items-center gap-3">
                <Status status={stateWords[link.state]} />
                {link.state === 'active' && (
                  <Button
                    size="small"
                    look="danger"
                    aria-label={`Revoke ${link.name}`}
                    busy={revoke.isPending}
                    onClick={() => revoke.mutate({ migrationId, linkId: link.id })}
                  >
                    Revoke
                  </Button>
                )}
              </span>
            </div>
            <p className="text-ink-3">
              {link.pages.map((page) => sharePageWords[page].name).join(', ')} · by {link.createdBy},{' '}
              <When at={link.createdAt} /> · {link.state === 'expired' ? 'ended' : 'ends'} <When at={link.expiresAt} />
            </p>
            <Visits link={link} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Visits({ link }: { link: ShareView }) {
  if (link.visits === 0) return <p className="text-ink-3">Nobody has looked yet.</p>;
  return (
    <details>
      <summary className="text-ink-2">Looked at: {formatCounted(link.visits, 'visit')}</summary>
      <ul className="mt-1 text-ink-3">
        {link.lastVisits.map(({ at, call, address }) => (
          <li key={`${at} ${call} ${address}`}>
            <When at={at} /> from {address}: {callWords[call] ?? `tried ${call}, refused`}
          </li>
        ))}
      </ul>
    </details>
  );
}
