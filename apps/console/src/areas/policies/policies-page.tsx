import type { Policy } from '@countersign/domain/approvals';
import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatInstant } from '../../format/times';
import { listOf } from '../../format/words';
import type { PoliciesQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { ButtonLink } from '../../ui/button-link';
import { DigestText } from '../../ui/digest-text';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Facts, Page, Section } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { History } from './history-table';
import { OpenChanges } from './open-changes';
import { policiesDocument } from './operations';
import { historyOf, outOfForce } from './policy-history';
import { byPlace, placeName } from './policy-words';
import { PolicyWords } from './policy-words-list';
import { PromotionParts } from './promotion-parts';
import { RetireForm } from './retire-form';
import { templateStanding } from './template-standing';
import { ThinPools } from './thin-pools';
import { TierTable } from './tier-table';

type Row = PoliciesQuery['policiesInForce'][number];
type Fact = readonly [string, ReactNode];

/** Since when it is in force, and who wanted it so. */
function publication({ publishedAt, change }: Row): Fact[] {
  const since = t('policies.since', { instant: formatInstant(publishedAt) });
  if (!change) return [[t('policies.published'), `${since}, ${t('policies.built')}`]];
  const approvers = change.votes.filter(({ decision }) => decision === 'APPROVE');
  return [
    [
      t('policies.published'),
      <Link key="since" to="/policies/changes/$changeId" params={{ changeId: change.id }}>
        {since}
      </Link>,
    ],
    [t('policies.proposedBy'), change.proposedBy.name],
    [t('policies.approvedBy'), listOf(approvers.map(({ person }) => person.name))],
  ];
}

function PolicyCard({ row, data }: { row: Row; data: PoliciesQuery }): ReactElement {
  const { id, name, version, digest } = row;
  const policy = row.document as Policy;
  const { allowed, denied } = usePermission('policy.propose');
  return (
    <article className="cs-card" aria-label={t('policies.name', { name, version })}>
      <h3>{t('policies.name', { name, version })}</h3>
      <Facts
        facts={[...publication(row), [t('policies.digest'), <DigestText key="digest" digest={digest} />]]}
      />
      <ThinPools pools={row.thinPools} />
      <PolicyWords policy={policy} />
      <History name={name} entries={historyOf(name, data.policies.nodes, data.policyChanges.nodes)} />
      <div className="cs-row-actions">
        {allowed ? (
          <ButtonLink to="/policies/new" search={{ from: id }}>
            {t('policies.edit')}
          </ButtonLink>
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
          <TierTable
            at={rows[0]?.document as Policy}
            inForce={data.policiesInForce.map(({ document }) => document as Policy)}
          />
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
            <div>
              <ButtonLink to="/policies/new" search={{ from: id }}>
                {t('policies.retired.again')}
              </ButtonLink>
            </div>
          ) : null}
        </article>
      ))}
    </Section>
  );
}

interface TemplateProps {
  policy: Policy;
  data: PoliciesQuery;
  mayPropose: boolean;
}

function Template({ policy, data, mayPropose }: TemplateProps): ReactElement {
  const { name } = policy;
  return (
    <li className="cs-card">
      <h3>{t('policies.templates.name', { name, place: placeName(policy) })}</h3>
      <p className="cs-muted">{t(`policies.templates.${templateStanding(policy, data)}`)}</p>
      <details>
        <summary>{t('policies.templates.asks')}</summary>
        <PolicyWords policy={policy} />
      </details>
      {mayPropose ? (
        <div>
          <ButtonLink to="/policies/new" search={{ template: name }}>
            {t('policies.templates.use', { name })}
          </ButtonLink>
        </div>
      ) : null}
    </li>
  );
}

function Templates({ data }: { data: PoliciesQuery }): ReactElement {
  const { allowed, denied } = usePermission('policy.propose');
  return (
    <Section title={t('policies.templates.title')}>
      <p className="cs-note">{t('policies.templates.lead')}</p>
      {allowed ? null : <p className="cs-muted">{denied}</p>}
      <ul className="cs-plain-list">
        {(data.policyTemplates as Policy[]).map((policy) => (
          <Template key={policy.name} policy={policy} data={data} mayPropose={allowed} />
        ))}
      </ul>
      {allowed ? (
        <div>
          <ButtonLink to="/policies/new" search={{}}>
            {t('policies.templates.empty')}
          </ButtonLink>
        </div>
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
              <Templates data={data} />
            </>
          )}
        </Loaded>
      </Page>
    </PermittedPage>
  );
}
