'use client';

import { Entrance } from '#components/session/entrance.tsx';

export default function ShareFailed() {
  return (
    <Entrance title="This page cannot be shown just now" lead="The server is busy or away. Reload in a moment.">
      {null}
    </Entrance>
  );
}
