import { Entrance } from '../session/entrance.tsx';

/** The same for a link that has expired, was revoked, and never was one. */
export function ShareOver() {
  return (
    <Entrance
      title="This link shows nothing"
      lead="It has expired, was revoked, or never existed. Ask whoever gave it to you for a new one."
    >
      {null}
    </Entrance>
  );
}
