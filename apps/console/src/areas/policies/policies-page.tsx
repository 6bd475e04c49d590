import type { Policy } from '@countersign/domain/approvals';
import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatInstant } from '../../format/times';
import type { PoliciesQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Facts, Page, Section } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { History } from './history-table';
import { OpenChanges } from './open-changes';
import { policiesDocument } from './operations';
import { changeThatPublished, historyOf, outOfForce } from './policy-history';
import { byPlace, placeName } from './policy-words';
import { PolicyWords } from './policy-words-list';
import { PromotionParts } from './promotion-parts';
import { RetireForm } from './retire-form';

type Row = PoliciesQuery['policiesInForce'][number];

function PolicyCard({ row, data }: { row: Row; data: PoliciesQuery }): ReactElement {
  const { id, name, version, digest } = row;
  const policy = row.document as Policy;
  const { allowed, denied } = usePermission('policy.propose');
  const changes = data.policyChanges.nodes;
  const change = changeThatPublished(row, changes);
  return (
    <article className="cs-card" aria-label={t('policies.name', { name, version })}>
      <h3>{t('policies.name', { name, version })}</h3>
      <Facts
        facts={[
          [
            t('policies.published'),
            change?.decidedAt ? (
              <Link key="since" to="/policies/changes/$changeId" params={{ changeId: change.id }}>
                {t('policies.since', { instant: formatInstant(change.decidedAt) })}
              </Link>
            ) : (
              t('policies.built')
            ),
          ],
          [t('policies.digest'), <DigestText key="digest" digest={digest} />],
        ]}
      />
      <PolicyWords policy={policy} />
      <History name={name} entries={historyOf(name, data.policies.nodes, changes)} />
      <div className="cs-controls">
        {allowed ? (
          <Link to="/policies/new" search={{ from: id }}>
            {t('policies.edit')}
          </Link>
        ) : null}
        <RetireForm policyId={id} policy={policy} denied={denied} />
      </div>
    </article>
  );
}

function InForce({ data }: { data: PoliciesQuery }): ReactElement {
  const places = byPlace(data.policiesInForce);
  if (places.length === 0)
    return (
      <Section title={t('policies.noneInForce')}>
        <EmptyState
          title={t('policies.none.title')}
          why={t('policies.none.why')}
          next={t('policies.none.next')}
        />
      </Section>
    );
  return (
    <>
      {places.map(([place, rows]) => (
        <Section key={place} title={t('policies.inForce', { place })}>
          {rows.length > 1 ? <p className="cs-note">{t('policies.together')}</p> : null}
          {rows.map((row) => (
            <PolicyCard key={row.id} row={row} data={data} />
          ))}
        </Section>
      ))}
    </>
  );
}

function OutOfForce({ data }: { data: PoliciesQuery }): ReactElement | null {
  const { allowed } = usePermission('policy.propose');
  const retired = outOfForce(data.policies.nodes, data.policiesInForce);
  if (retired.length === 0) return null;
  return (
    <Section title={t('policies.retired.title')}>
      <p className="cs-note">{t('policies.retired.lead')}</p>
      {retired.map(({ id, name, version }) => (
        <article key={id} className="cs-card" aria-label={t('policies.name', { name, version })}>
          <h3>{t('policies.name', { name, version })}</h3>
          <History name={name} entries={historyOf(name, data.policies.nodes, data.policyChanges.nodes)} />
          {allowed ? (
            <Link to="/policies/new" search={{ from: id }}>
              {t('policies.retired.again')}
            </Link>
          ) : null}
        </article>
      ))}
    </Section>
  );
}

function Templates({ templates }: { templates: readonly unknown[] }): ReactElement {
  const { allowed, denied } = usePermission('policy.propose');
  return (
    <Section title={t('policies.templates.title')}>
      <p className="cs-note">{t('policies.templates.lead')}</p>
      {allowed ? null : <p className="cs-muted">{denied}</p>}
      {(templates as Policy[]).map((policy) => (
        <details key={policy.name}>
          <summary>
            {policy.name} <span className="cs-muted">({placeName(policy)})</span>
          </summary>
          <PolicyWords policy={policy} />
        </details>
      ))}
      {allowed ? (
        <ul className="cs-plain-list">
          {(templates as Policy[]).map(({ name }) => (
            <li key={name}>
              <Link to="/policies/new" search={{ template: name }}>
                {t('policies.templates.use', { name })}
              </Link>
            </li>
          ))}
          <li>
            <Link to="/policies/new" search={{}}>
              {t('policies.templates.empty')}
            </Link>
          </li>
        </ul>
      ) : null}
    </Section>
  );
}

/** Every policy in force by where it holds, what is to change, what came before, and what to begin with. */
export function PoliciesPage(): ReactElement {
  const query = useQuery(policiesDocument);
  return (
    <PermittedPage permission="policy.read" title={t('policies.title')}>
      <Page title={t('policies.title')} lead={t('policies.lead')}>
        <PromotionParts />
        <Loaded query={query} rows={8}>
          {(data) => (
            <>
              <OpenChanges changes={data.policyChanges.nodes} />
              <InForce data={data} />
              <OutOfForce data={data} />
              {data.policies.pageInfo.hasNextPage || data.policyChanges.pageInfo.hasNextPage ? (
                <p className="cs-muted">{t('policies.history.more', { count: 200 })}</p>
              ) : null}
              <Templates templates={data.policyTemplates} />
            </>
          )}
        </Loaded>
      </Page>
    </PermittedPage>
  );
}
