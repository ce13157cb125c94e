import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { oidcConfigurationSchema } from '#core/oidc/schema.ts';
import { roleWords } from '#lib/labels/access.ts';
import { Card } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

type Configuration = z.infer<typeof oidcConfigurationSchema>;

/** The variables as they were understood at the start. */
export function ConfigurationCard({ configuration, password }: { configuration: Configuration; password: boolean }) {
  const { rules, rolesClaim } = configuration;
  return (
    <Card title="As it was configured" note="from the environment; a change needs a new start">
      <dl className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[max-content_minmax(0,1fr)]">
        <Fact name="Issuer">{configuration.issuer}</Fact>
        <Fact name="Client id">{configuration.clientId}</Fact>
        <Fact name="Client secret">{`•••••• (${configuration.secretLength} characters)`}</Fact>
        <Fact name="Address to come back to">{configuration.redirectUri}</Fact>
        <Fact name="Scopes">{configuration.scopes}</Fact>
        <Fact name="Claim of the groups">{rolesClaim}</Fact>
        <Fact name="E-mail addresses">
          {configuration.trustEmail ? 'every one counts as verified' : 'count where the provider says email_verified'}
        </Fact>
        <Fact name="Passwords">{password ? 'on' : 'off'}</Fact>
      </dl>
      {rules.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">
          No group gives a role (OIDC_ROLE_MAP is empty): people come in by invitation only.
        </p>
      ) : (
        <Table
          caption="What groups give"
          head={
            <>
              <Head>Group</Head>
              <Head>Gives</Head>
              <Head>In</Head>
            </>
          }
        >
          {rules.map((rule) => (
            <Row key={`${rule.group} ${rule.slug} ${rule.role}`}>
              <RowHead className="font-mono text-xs [overflow-wrap:anywhere]">{rule.group}</RowHead>
              <Cell label="Gives">{rule.role ? roleWords[rule.role].name : 'Administrator'}</Cell>
              <Cell label="In">
                <span>{rule.slug === null ? 'the instance' : rule.slug === '*' ? 'every migration' : rule.slug}</span>
                {!rule.isKnown && (
                  <Status
                    className="ml-2"
                    status={{ word: 'there is no such migration', shape: 'triangle', tone: 'cond' }}
                  />
                )}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="mb-1 min-w-0 [overflow-wrap:anywhere] sm:mb-0">{children}</dd>
    </>
  );
}
