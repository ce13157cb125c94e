import type { KeyView } from '#core/key/schema.ts';
import { scopeWords } from '#lib/labels/access.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Row, RowHead } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { HandoverLine } from './handover-line.tsx';

const stateWords = {
  active: { word: 'active', shape: 'check', tone: 'go' },
  stopped: { word: 'stopped', shape: 'cross', tone: 'no' },
  expired: { word: 'expired', shape: 'clock', tone: 'unk' },
  revoked: { word: 'revoked', shape: 'cross', tone: 'unk' },
} as const satisfies Record<KeyView['state'], StatusWords>;
const soon = { word: 'expires soon', shape: 'triangle', tone: 'cond' } as const satisfies StatusWords;

type Props = {
  apiKey: KeyView;
  /** The key that took its place, and the one whose place it took. */
  successor: KeyView | undefined;
  predecessor: KeyView | undefined;
  datasetNames: ReadonlyMap<string, string>;
  mayEdit: boolean;
  onAdopt: () => void;
  onRotate: () => void;
  onRevoke: () => void;
};

export function KeyRow({ apiKey, successor, predecessor, datasetNames, mayEdit, onAdopt, onRotate, onRevoke }: Props) {
  const { name, prefix, state } = apiKey;
  const isUsable = state === 'active' || state === 'stopped';
  return (
    <Row id={`key-${apiKey.id}`}>
      <RowHead>
        <span className="font-[550]">{name}</span>
        <span className="block text-ink-3">
          <code className="font-mono text-xs">{prefix}…</code> by {apiKey.createdBy}, <When at={apiKey.createdAt} />
          {apiKey.adoptedAt && (
            <>
              {' '}
              · adopted by {apiKey.behind}, <When at={apiKey.adoptedAt} />
            </>
          )}
        </span>
        {apiKey.withheld && isUsable && <span className="block max-w-prose text-no">{apiKey.withheld.why}</span>}
        {successor && <HandoverLine apiKey={apiKey} successor={successor} />}
        {predecessor && (
          <span className="block text-ink-3">
            in place of{' '}
            <a href={`#key-${predecessor.id}`} className="underline">
              <code className="font-mono text-xs">{predecessor.prefix}…</code>
            </a>
          </span>
        )}
      </RowHead>
      <Cell label="State">
        <Status status={apiKey.expiresSoon ? soon : stateWords[state]} />
      </Cell>
      <Cell label="May">
        <span className="inline-flex flex-wrap gap-1 max-md:justify-end">
          {apiKey.scopes.map((scope) => (
            <Tag key={scope}>{scopeWords[scope].name.toLowerCase()}</Tag>
          ))}
        </span>
        {apiKey.datasetIds && (
          <span className="block text-xs text-ink-3">
            only {apiKey.datasetIds.map((id) => datasetNames.get(id) ?? 'a dataset that is gone').join(', ')}
          </span>
        )}
      </Cell>
      <Cell label="Last used" number>
        {apiKey.lastUsedAt ? <When at={apiKey.lastUsedAt} /> : <span className="text-ink-3">never</span>}
      </Cell>
      <Cell label="Expires" number>
        {apiKey.expiresAt ? <When at={apiKey.expiresAt} /> : <span className="text-ink-3">never</span>}
      </Cell>
      {mayEdit && (
        <Cell number>
          {isUsable && (
            <span className="inline-flex gap-1.5">
              {apiKey.withheld && (
                <Button size="small" aria-label={`Adopt ${name}, ${prefix}`} onClick={onAdopt}>
                  Adopt
                </Button>
              )}
              {!successor && (
                <Button size="small" aria-label={`Rotate ${name}`} onClick={onRotate}>
                  Rotate
                </Button>
              )}
              <Button size="small" look="danger" aria-label={`Revoke ${name}, ${prefix}`} onClick={onRevoke}>
                Revoke
              </Button>
            </span>
          )}
        </Cell>
      )}
    </Row>
  );
}
