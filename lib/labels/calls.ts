/** The calls that keys make, as they are named in the API, in the order in which an agent comes to make them. */
export const callsOfKeys = [
  'control.config',
  'dataset.declare',
  'ingest.heartbeat',
  'ingest.submitRun',
  'ingest.openRun',
  'ingest.appendDifferences',
  'ingest.completeRun',
  'ingest.metrics',
  'ingest.validateRun',
  'ingest.requests',
  'ingest.request',
] as const;
