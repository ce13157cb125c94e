type Seen = { name: string; keyId: string; lastSeenAt: Date };

/**
 * Leaves out agents that have moved on to the successor of their key: the same name was seen later under a key that took the place
 * of theirs, directly or after several rotations. Otherwise each rotation would leave a silent agent behind.
 */
export function withoutMoved<A extends Seen>(
  agents: readonly A[],
  successors: ReadonlyMap<string, string | null>,
): A[] {
  return agents.filter((agent) => {
    const later = keysAfter(agent.keyId, successors);
    return !agents.some(
      ({ name, keyId, lastSeenAt }) => name === agent.name && later.has(keyId) && lastSeenAt > agent.lastSeenAt,
    );
  });
}

function keysAfter(keyId: string, successors: ReadonlyMap<string, string | null>): Set<string> {
  const later = new Set<string>();
  let next = successors.get(keyId) ?? null;
  while (next !== null && !later.has(next)) {
    later.add(next);
    next = successors.get(next) ?? null;
  }
  return later;
}
