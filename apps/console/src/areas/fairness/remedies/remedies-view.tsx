import { whoMay } from '@countersign/domain/access';
import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import type { FairnessRemediesQuery } from '../../../gql/graphql';
import { t } from '../../../texts';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/page';
import { figureSubject, parseEvidence, type FigureSubject } from '../figures/audit-evidence';
import { attributeKey, attributeName } from '../forest';
import { BandPart } from './band-part';
import { NeededRowsPart } from './needed-rows-part';
import { scoredSubject } from './scored-subject';
import { ThresholdPart } from './threshold-part';
import { WeightsPart } from './weights-part';
import { WhatIfPart } from './what-if-part';

const route = getRouteApi('/in/fairness/$auditId/remedies');

type Audit = FairnessRemediesQuery['fairnessAudit'];

function NoRemedies({ why }: { why: string }): ReactElement {
  return <EmptyState title={t('remedies.none.title')} why={why} />;
}

/** Everything that follows from the scores of a section, or why nothing does. */
function ScoreParts({ subject }: { subject: FigureSubject }): ReactElement {
  const scored = useMemo(() => scoredSubject(subject), [subject]);
  const { scores } = subject.evidence.counts;
  if (scored === null)
    return (
      <Section title={t('remedies.threshold.title')}>
        <NoRemedies why={t(`remedies.none.scores.${scores}`)} />
      </Section>
    );
  return (
    <>
      <ThresholdPart scored={scored} />
      <BandPart scored={scored} />
      <WhatIfPart scored={scored} />
    </>
  );
}

function SubjectParts(props: { subject: FigureSubject; evidenceDigest: string }): ReactElement {
  const { subject, evidenceDigest } = props;
  return (
    <>
      <NeededRowsPart subject={subject} />
      <WeightsPart subject={subject} evidenceDigest={evidenceDigest} />
      <ScoreParts subject={subject} />
    </>
  );
}

function EvidenceView({ text, evidenceDigest }: { text: string; evidenceDigest: string }): ReactElement {
  const evidence = useMemo(() => parseEvidence(text), [text]);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { sections } = evidence.counts;
  const section = sections.find((each) => attributeKey(each) === search.attribute) ?? sections[0];
  const subject = useMemo(
    () => (section ? figureSubject(evidence, section.attributes) : null),
    [evidence, section],
  );
  if (!section || !subject) return <NoRemedies why={t('fairnessFigures.none.notHere')} />;
  const choose = (attribute: string | null) =>
    void navigate({ search: { attribute: attribute ?? undefined }, resetScroll: false });
  return (
    <Tabs value={attributeKey(section)} onChange={choose} keepMounted={false}>
      <Tabs.List aria-label={t('fairness.attribute')}>
        {sections.map((each) => (
          <Tabs.Tab key={attributeKey(each)} value={attributeKey(each)}>
            {attributeName(each)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={attributeKey(section)} pt="md">
        <div className="cs-page">
          <SubjectParts key={attributeKey(section)} subject={subject} evidenceDigest={evidenceDigest} />
        </div>
      </Tabs.Panel>
    </Tabs>
  );
}

/** Everything that could be done about an audit, for one attribute or crossing at a time, or why nothing is shown. */
export function RemediesView({ audit }: { audit: Audit }): ReactElement {
  const { evidence, evidenceDigest, isSuppressed } = audit;
  if (evidence == null)
    return (
      <NoRemedies
        why={
          isSuppressed
            ? t('remedies.none.suppressed', { roles: whoMay('fairness.small_cells') })
            : t('remedies.none.old')
        }
      />
    );
  return <EvidenceView text={evidence} evidenceDigest={evidenceDigest} />;
}
