import type { Policy } from '@countersign/domain/approvals';
import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { JsonTree } from '../../ui/json-tree';
import { Loaded } from '../../ui/loaded';
import { Facts, Page, Section, titleOf } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';
import { ChangeDecision, type PolicyChange } from './change-decision';
import { DryRun, RehearsedList, usualDays } from './dry-run';
import { Differences, Findings } from './findings';
import { changeName } from './open-changes';
import { policyChangeDocument, policyChangeRehearsalDocument } from './operations';
import { placeName } from './policy-words';
import { PolicyWords } from './policy-words-list';
import { useIsStale } from './use-is-stale';

const route = getRouteApi('/in/policies/changes/$changeId');

function Proposed({ change }: { change: PolicyChange }): ReactElement {
  const { proposedAt, proposedBy, decidedAt, digest, reason } = change;
  const policy = change.document as Policy;
  return (
    <Section title={t('policies.change.what')}>
      <Facts
        facts={[
          [
            t('policies.change.proposed'),
            t('models.by', { instant: formatInstant(proposedAt), name: proposedBy.name }),
          ],
          [t('policies.change.why'), reason],
          [t('policies.change.decided'), decidedAt ? formatInstant(decidedAt) : t('policies.change.noVotes')],
          [t('policies.digest'), <DigestText key="digest" digest={digest} />],
        ]}
      />
      <h3>{placeName(policy)}</h3>
      <PolicyWords policy={policy} />
      <details>
        <summary>{t('policies.change.document')}</summary>
        <JsonTree value={change.document} label={t('policies.change.document')} />
      </details>
    </Section>
  );
}

function Rehearsal({ id }: { id: string }): ReactElement {
  const [days, setDays] = useState<number>(usualDays);
  const query = useQuery(policyChangeRehearsalDocument, { variables: { id, days } });
  return (
    <DryRun days={days} onDays={setDays}>
      <Loaded query={query} rows={2}>
        {(data) => <RehearsedList rehearsed={data.policyChange.dryRun} />}
      </Loaded>
    </DryRun>
  );
}

function Votes({ votes }: Pick<PolicyChange, 'votes'>): ReactElement {
  return (
    <Section title={t('policies.change.votes')}>
      {votes.length === 0 ? <p className="cs-muted">{t('policies.change.noVotes')}</p> : null}
      <ul className="cs-plain-list">
        {votes.map(({ decision, comment, castAt, person }) => (
          <li key={castAt} className="cs-vote">
            <p>
              <strong>{t(`policies.change.vote.${decision}`, { name: person.name })}</strong>
              <span className="cs-muted"> {formatInstant(castAt)}</span>
            </p>
            {comment ? <blockquote>{comment}</blockquote> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ChangeView({ change, onReview }: { change: PolicyChange; onReview: () => void }): ReactElement {
  const isStale = useIsStale(change);
  const isPublish = change.kind === 'PUBLISH';
  return (
    <>
      <p className="cs-sentence">
        <strong>{t(`policies.change.state.${change.state}`)}</strong>
        <span>{t(`policies.change.stood.${change.state}`)}</span>
      </p>
      <Proposed change={change} />
      {isPublish ? (
        <>
          <Findings findings={change.findings} />
          <Differences differences={change.differences} />
        </>
      ) : (
        <p className="cs-note">{t('policies.change.ends')}</p>
      )}
      <Rehearsal id={change.id} />
      <Votes votes={change.votes} />
      <ChangeDecision change={change} isStale={isStale} onReview={onReview} />
    </>
  );
}

/** One change of a policy: what is proposed and why, what it would have meant, and the risk officer's decision. */
export function ChangePage(): ReactElement {
  const { changeId } = route.useParams();
  const query = useQuery(policyChangeDocument, { variables: { id: changeId } });
  const change = query.data?.policyChange;
  const title = titleOf(query, change && changeName(change));
  const lead =
    change && t(change.kind === 'PUBLISH' ? 'policies.change.isPublish' : 'policies.change.isRetire');
  const crumbs = [
    <Link key="policies" to="/policies">
      {t('policies.title')}
    </Link>,
  ];
  return (
    <PermittedPage permission="policy.read" title={t('policies.title')}>
      <Page title={title} crumbs={crumbs} lead={lead}>
        <Loaded query={query} rows={8}>
          {(data) => (
            <ChangeView
              key={data.policyChange.id}
              change={data.policyChange}
              onReview={() => void query.refetch().catch(() => undefined)}
            />
          )}
        </Loaded>
      </Page>
    </PermittedPage>
  );
}
