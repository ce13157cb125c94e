'use client';

import { formatCount } from '#lib/format/count.ts';
import { useMigration } from '../migration/use-migration.ts';
import { NavItem, NavSection } from './nav-item.tsx';

/** The pages of one migration. What a role cannot open is not offered. */
export function MigrationNav() {
  const { migration, nav, may } = useMigration();
  const base = `/m/${migration.slug}`;
  return (
    <>
      <NavSection title={migration.name}>
        <NavItem href={base} exact>
          Go / no-go
        </NavItem>
        <NavItem href={`${base}/plan`}>Plan</NavItem>
        <NavItem href={`${base}/criteria`} count={`${nav.criteriaMet} of ${nav.criteriaTotal}`}>
          Criteria
        </NavItem>
        <NavItem href={`${base}/evidence`}>Evidence</NavItem>
        <NavItem href={`${base}/discrepancies`} count={formatCount(nav.openDiscrepancies)}>
          Discrepancies
        </NavItem>
      </NavSection>
      <NavSection title="Set-up">
        {may('keys.read') && <NavItem href={`${base}/agents`}>Agents &amp; keys</NavItem>}
        <NavItem href={`${base}/people`}>People</NavItem>
      </NavSection>
    </>
  );
}
