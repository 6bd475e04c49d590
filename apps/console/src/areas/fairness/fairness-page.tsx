import { useQuery } from '@apollo/client/react';
import { NativeSelect, Tabs } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DataTable } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { Facts, Page, Section, titleOf } from '../../ui/page';
import { VerdictBadge } from '../../ui/verdict-badge';
import { EvidenceDigest } from '../evidence/evidence-digest';
import { versionCrumbs } from '../models/version-crumbs';
import { CriterionFigure } from './criterion-figure';
import { EvidenceSection } from './evidence-section';
import { criterionColumns, groupColumns } from './fairness-columns';
import { AuditFigures } from './figures/audit-figures';
import {
  attributeKey,
  attributeName,
  auditSentence,
  groupName,
  rates,
  type Audit,
  type AttributeAudit,
  type Rate,
} from './forest';
import { ForestFigure } from './forest-figure';
import { AuditPopulation } from './audit-population';
import { HiddenNote, WithheldNote } from './hidden-note';
import { ReportLinks } from './report-links';
import { fairnessAuditDocument } from './operations';
import { OverridesPart } from './overrides/overrides-part';
import { PublicationSection } from './publication/publication-section';
import { SignOffs, Validity } from './sign-offs';

const route = getRouteApi('/in/fairness/$auditId');
const empty = { title: t('fairness.empty.title'), why: t('fairness.empty.why') };

function AuditFacts({ audit }: { audit: Audit }): ReactElement {
  const { unlabelled } = audit;
  const sizes = { n: formatCount(audit.n), unpredicted: formatCount(audit.unpredicted) };
  const sizesText =
    unlabelled === null
      ? t('fairness.sizesHidden', sizes)
      : t('fairness.sizesText', { ...sizes, unlabelled: formatCount(unlabelled) });
  return (
    <Facts
      facts={[
        [t('fairness.population'), <AuditPopulation key="population" audit={audit} />],
        [
          t('fairness.favourable'),
          [word('favourable', audit.favourable), audit.favourableMeaning].filter(Boolean).join(': '),
        ],
        [t('fairness.sizes'), sizesText],
        [t('fairness.minimum'), t('fairness.minimumText', { n: formatCount(audit.minimumGroupSize) })],
        [t('fairness.evidence'), <EvidenceDigest key="digest" digest={audit.evidenceDigest} />],
        [t('fairness.ran'), t('models.by', { instant: formatInstant(audit.ranAt), name: audit.ranBy.name })],
        [t('fairness.validity.label'), <Validity key="validity" audit={audit} />],
      ]}
    />
  );
}

function AttributePart({ audit, part }: { audit: Audit; part: AttributeAudit }): ReactElement {
  const [rate, setRate] = useState<Rate>('favourableRate');
  const isWithheld = part.withheld === 'ALL';
  return (
    <div className="cs-page">
      <WithheldNote part={part} />
      {isWithheld ? null : (
        <>
          <div className="cs-controls">
            <NativeSelect
              label={t('fairness.figure.metric')}
              value={rate}
              onChange={(event) =>
                setRate(rates.find((name) => name === event.currentTarget.value) ?? 'favourableRate')
              }
              data={rates.map((name) => ({ value: name, label: t(`fairness.rates.${name}`) }))}
            />
          </div>
          <ForestFigure audit={audit} part={part} rate={rate} />
        </>
      )}
      <Section title={t('fairness.criteria.title')}>
        <CriterionFigure audit={audit} part={part} />
        <DataTable
          caption={t('fairness.criteria.title')}
          columns={criterionColumns(audit.criteria)}
          rows={part.disparities}
          rowKey={(disparity) => disparity.criterion}
          empty={empty}
        />
      </Section>
      {isWithheld ? null : (
        <Section title={t('fairness.groups.title')}>
          <DataTable
            caption={t('fairness.groups.title')}
            columns={groupColumns(rate)}
            rows={part.groups}
            rowKey={groupName}
            empty={empty}
          />
        </Section>
      )}
      <OverridesPart auditId={audit.id} attributes={part.attributes} />
      <AuditFigures auditId={audit.id} attributes={part.attributes} />
    </div>
  );
}

function AuditView({ audit }: { audit: Audit }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const part =
    audit.attributes.find((candidate) => attributeKey(candidate) === search.attribute) ?? audit.attributes[0];
  const choose = (attribute: string | null) =>
    void navigate({ search: { attribute: attribute ?? undefined }, resetScroll: false });
  return (
    <>
      <p className="cs-sentence">
        <VerdictBadge verdict={audit.verdict} large />
        <span>{auditSentence(audit)}</span>
      </p>
      <HiddenNote audit={audit} />
      <AuditFacts audit={audit} />
      <Facts wide facts={[[t('fairness.rationale'), audit.rationale]]} />
      {part ? (
        <Tabs value={attributeKey(part)} onChange={choose} keepMounted={false}>
          <Tabs.List aria-label={t('fairness.attribute')}>
            {audit.attributes.map((candidate) => (
              <Tabs.Tab key={attributeKey(candidate)} value={attributeKey(candidate)}>
                {attributeName(candidate)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={attributeKey(part)} pt="md">
            <AttributePart key={attributeKey(part)} audit={audit} part={part} />
          </Tabs.Panel>
        </Tabs>
      ) : null}
      <EvidenceSection audit={audit} />
      <SignOffs audit={audit} />
      <PublicationSection audit={audit} />
    </>
  );
}

/** One fairness audit: verdict, rates of the groups with intervals, criteria with limits, counts. */
export function FairnessPage(): ReactElement {
  const { auditId } = route.useParams();
  const query = useQuery(fairnessAuditDocument, { variables: { id: auditId } });
  const audit = query.data?.fairnessAudit;
  const version = audit?.modelVersion;
  const title = version
    ? t('fairness.title', { model: version.model.name, number: version.number })
    : t('ui.loading');
  return (
    <Page
      title={titleOf(query, title)}
      crumbs={versionCrumbs(version)}
      actions={
        audit ? (
          <>
            <Link to="/fairness/$auditId/remedies" params={{ auditId }}>
              {t('remedies.link')}
            </Link>
            <Link to="/fairness/compare" search={{ after: auditId }}>
              {t('fairnessCompare.link')}
            </Link>
            <ReportLinks audit={audit} />
          </>
        ) : null
      }
    >
      <Loaded query={query} rows={8}>
        {({ fairnessAudit }) => <AuditView audit={fairnessAudit} />}
      </Loaded>
    </Page>
  );
}
