import { whoMay } from '@countersign/domain/access';
import { compareAudits } from '@countersign/domain/fairness';
import { useQuery } from '@apollo/client/react';
import { Button, NativeSelect, Tabs } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { formatCount } from '../../../format/numbers';
import { formatInstant } from '../../../format/times';
import type { FairnessComparisonQuery } from '../../../gql/graphql';
import { t } from '../../../texts';
import { EmptyState } from '../../../ui/empty-state';
import { Loaded } from '../../../ui/loaded';
import { Facts } from '../../../ui/page';
import { VerdictBadge } from '../../../ui/verdict-badge';
import { EvidenceDigest } from '../../evidence/evidence-digest';
import { FairnessParts } from '../fairness-parts';
import { parseEvidence } from '../figures/audit-evidence';
import { populationName } from '../population-name';
import { choiceText, pairOf, type ChosenAudit } from './audit-choice';
import { Differences } from './differences';
import { auditChoicesDocument, fairnessComparisonDocument } from './operations';
import { SectionPart } from './section-part';

const route = getRouteApi('/in/fairness/compare');

type Compared = FairnessComparisonQuery['before'];

/** One of the two audits: what it is of, what it said, and where its evidence is. */
function AuditCard({ title, audit }: { title: string; audit: Compared }): ReactElement {
  const { modelVersion, ranAt, ranBy, evidenceDigest } = audit;
  return (
    <div className="cs-card">
      <h2>{title}</h2>
      <p>
        <Link to="/fairness/$auditId" params={{ auditId: audit.id }}>
          {modelVersion.model.name}, {t('models.version', { number: modelVersion.number }).toLowerCase()}
        </Link>
      </p>
      <VerdictBadge verdict={audit.verdict} />
      <Facts
        facts={[
          [t('fairness.population'), populationName(audit)],
          [t('fairness.list.n'), formatCount(audit.n)],
          [t('fairness.ran'), t('models.by', { instant: formatInstant(ranAt), name: ranBy.name })],
          [t('fairness.evidence'), <EvidenceDigest key="digest" digest={evidenceDigest} />],
        ]}
      />
    </div>
  );
}

/** Why two audits cannot be compared: which of them has no evidence for this viewer, and for what reason. */
function missingOf({ before, after }: FairnessComparisonQuery): string | null {
  const without = [before, after].filter(({ evidence }) => evidence == null);
  const [first] = without;
  if (!first) return null;
  const which = without.length === 2 ? 'both' : first === before ? 'before' : 'after';
  const why = without.some(({ isSuppressed }) => isSuppressed) ? 'suppressed' : 'old';
  return t(`fairnessCompare.missing.${why}`, {
    which: t(`fairnessCompare.missing.${which}`),
    roles: whoMay('fairness.small_cells'),
  });
}

function Comparison({ before, after }: { before: string; after: string }): ReactElement {
  const { attribute } = route.useSearch();
  const navigate = route.useNavigate();
  const audits = useMemo(
    () => ({ before: parseEvidence(before), after: parseEvidence(after) }),
    [before, after],
  );
  const comparison = useMemo(() => compareAudits(audits.before, audits.after), [audits]);
  const keyOf = ({ attributes }: { attributes: readonly string[] }) => attributes.join('+');
  const section = comparison.sections.find((each) => keyOf(each) === attribute) ?? comparison.sections[0];
  const choose = (key: string | null) =>
    void navigate({ search: (old) => ({ ...old, attribute: key ?? undefined }), resetScroll: false });
  return (
    <>
      <Differences {...audits} comparison={comparison} />
      {section ? (
        <Tabs value={keyOf(section)} onChange={choose} keepMounted={false}>
          <Tabs.List aria-label={t('fairness.attribute')}>
            {comparison.sections.map((each) => (
              <Tabs.Tab key={keyOf(each)} value={keyOf(each)}>
                {each.attributes.join(' × ')}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={keyOf(section)} pt="md">
            <SectionPart key={keyOf(section)} {...audits} section={section} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <EmptyState title={t('fairnessCompare.nothing.title')} why={t('fairnessCompare.nothing.why')} />
      )}
    </>
  );
}

function Compare({ before, after }: { before: string; after: string }): ReactElement {
  const query = useQuery(fairnessComparisonDocument, { variables: { before, after } });
  return (
    <Loaded query={query} rows={8}>
      {(pair) => {
        const why = missingOf(pair);
        const { evidence: was } = pair.before;
        const { evidence: is } = pair.after;
        return (
          <>
            <div className="cs-cards">
              <AuditCard title={t('fairnessCompare.before')} audit={pair.before} />
              <AuditCard title={t('fairnessCompare.after')} audit={pair.after} />
            </div>
            {was == null || is == null ? (
              <EmptyState title={t('fairnessCompare.missing.title')} why={why ?? ''} />
            ) : (
              <Comparison before={was} after={is} />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** What is missing for a comparison. */
function whyEmpty({ before, after }: { before?: string; after?: string }): 'none' | 'same' | 'why' {
  if (before === undefined && after === undefined) return 'why';
  return before === after ? 'same' : 'none';
}

function Choose({ audits }: { audits: readonly ChosenAudit[] }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const pair = pairOf(audits, search);
  const choose = (change: { before?: string; after?: string }) =>
    void navigate({ search: { ...pair, ...change }, resetScroll: false });
  const options = [
    { value: '', label: t('fairnessCompare.chooseNone') },
    ...audits.map((audit) => ({ value: audit.id, label: choiceText(audit) })),
  ];
  const select = (side: 'before' | 'after') => (
    <NativeSelect
      label={t(`fairnessCompare.${side}`)}
      value={pair[side] ?? ''}
      onChange={({ currentTarget: { value } }) => choose({ [side]: value || undefined })}
      data={options}
    />
  );
  const { before, after } = pair;
  return (
    <>
      <div className="cs-controls">
        {select('before')}
        {select('after')}
        <Button variant="default" onClick={() => choose({ before: after, after: before })}>
          {t('fairnessCompare.swap')}
        </Button>
      </div>
      {before && after && before !== after ? (
        <Compare before={before} after={after} />
      ) : (
        <EmptyState
          title={t('fairnessCompare.empty.title')}
          why={t(`fairnessCompare.empty.${whyEmpty(pair)}`)}
        />
      )}
    </>
  );
}

/** Two audits side by side: what differs in what they ask, and how the gaps changed. */
export function ComparePage(): ReactElement {
  const query = useQuery(auditChoicesDocument);
  return (
    <FairnessParts title={t('fairnessCompare.title')} lead={t('fairnessCompare.lead')}>
      <Loaded query={query} rows={4}>
        {({ fairnessAudits }) => <Choose audits={fairnessAudits.nodes} />}
      </Loaded>
    </FairnessParts>
  );
}
