import type { SessionView } from '#core/session/schema.ts';
import { methodWords } from '#lib/labels/session.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';

type Props = { sessions: SessionView[]; busy: boolean; onEnd: (session: SessionView) => void };

/** Where somebody is signed in. Browser and address are what the browser said: good to recognise, no proof. */
export function SessionsTable({ sessions, busy, onEnd }: Props) {
  return (
    <Table
      caption="Sessions"
      className="mt-1"
      head={
        <>
          <Head>Device</Head>
          <Head>Address</Head>
          <Head>Signed in</Head>
          <Head number>Last seen</Head>
          <Head>
            <span className="sr-only">Sign out</span>
          </Head>
        </>
      }
    >
      {sessions.map((session) => (
        <Row key={session.id}>
          <RowHead>
            <span className="font-[550]">{session.device}</span>
            {session.isThis && <Tag className="ml-2">this device</Tag>}
          </RowHead>
          <Cell label="Address">
            <span className="break-words">{session.address}</span>
          </Cell>
          <Cell label="Signed in">
            <span>
              <When at={session.createdAt} />, {methodWords[session.method]}
            </span>
          </Cell>
          <Cell label="Last seen" number>
            <When at={session.lastSeenAt} />
          </Cell>
          <Cell number>
            <Button
              size="small"
              busy={busy}
              aria-label={`Sign out ${session.device}, ${session.address}${session.isThis ? ', this device' : ''}`}
              onClick={() => onEnd(session)}
            >
              Sign out
            </Button>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
