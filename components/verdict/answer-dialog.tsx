'use client';

import { useTRPCClient } from '#lib/trpc/client.ts';
import { type Looked, LookedDialog } from './looked-dialog.tsx';

/** A person looks at what a key made and answers for it. Another person approves it afterwards. */
export function AnswerDialog(looked: Looked) {
  const client = useTRPCClient();
  const { items } = looked;
  const what = items.length === 1 && items[0] ? items[0].title : `${items.length} things that a key made`;
  return (
    <LookedDialog
      {...looked}
      title={`Answer for ${what}?`}
      description="A key is not a person: you say that you have looked at this and stand behind it. Another person approves it then. Your name stands in the audit trail."
      submit="Answer for it"
      done={`You answer for: ${what}`}
      send={client.approval.answerFor.mutate}
    />
  );
}
