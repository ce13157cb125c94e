/** Shown where a declaration can be pasted. */
export const exampleDeclaration = `datasets:
  - name: payouts
    domain: payouts
    legacyRef: PAYOUT
    targetRef: public.payouts
    keyColumns: [payout_id]
    moneyColumn: amount
    criticality: critical
    ownerTeam: Payments
    columns:
      - { name: payout_id, legacy: PAYOUT_NO }
      - { name: email, sensitive: true }
    checks:
      - { kind: record_count, schedule: { everyMs: 3600000, graceMs: 900000 } }
      - { kind: field_level, schedule: { everyMs: 86400000, graceMs: 21600000 } }
`;
