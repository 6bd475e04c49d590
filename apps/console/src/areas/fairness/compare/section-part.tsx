import { type AuditEvidence } from '@countersign/domain/fairness';
import { useMemo, type ReactElement } from 'react';
import { t } from '../../../texts';
import { estimateSentence } from '../../../ui/estimate-text';
import { Section } from '../../../ui/page';
import { figureSubject } from '../figures/audit-evidence';
import { estimateParts } from '../figures/estimate-parts';
import { thresholdVerdicts } from '../figures/threshold-verdicts';
import { GapFigure } from './gap-figure';
import { gapRows, type SectionChange } from './gap-rows';
import { GapTable, verdictPairs, VerdictTable } from './gap-tables';

interface SectionPartProps {
  before: AuditEvidence;
  after: AuditEvidence;
  section: SectionChange;
}

const verdictsOf = (evidence: AuditEvidence, attributes: readonly string[]) => {
  const subject = figureSubject(evidence, attributes);
  return subject === null ? [] : thresholdVerdicts(subject.results, evidence.policy.criteria);
};

/** One attribute or crossing in both audits. */
export function SectionPart({ before, after, section }: SectionPartProps): ReactElement {
  const { attributes, baseRate } = section;
  const rows = useMemo(() => gapRows(section), [section]);
  const pairs = useMemo(
    () => verdictPairs(verdictsOf(before, attributes), verdictsOf(after, attributes)),
    [before, after, attributes],
  );
  return (
    <div className="cs-page">
      <GapFigure attributes={attributes} rows={rows} level={100 * (1 - before.policy.alpha)} />
      <Section title={t('fairnessCompare.gaps.title')}>
        <GapTable rows={rows} />
        <p className="cs-note">
          {t('fairnessCompare.baseRate', {
            before: estimateSentence(estimateParts(baseRate.before)),
            after: estimateSentence(estimateParts(baseRate.after)),
            change: estimateSentence(estimateParts(baseRate.change)),
          })}
        </p>
      </Section>
      <Section title={t('fairnessCompare.verdicts.title')}>
        <VerdictTable pairs={pairs} />
      </Section>
    </div>
  );
}
