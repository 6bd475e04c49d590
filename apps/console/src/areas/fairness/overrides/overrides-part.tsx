import { type SectionOverrides } from '@countersign/domain/fairness';
import { useQuery } from '@apollo/client/react';
import { useMemo, type ReactElement } from 'react';
import { formatCount } from '../../../format/numbers';
import { t } from '../../../texts';
import { Section } from '../../../ui/page';
import { figureSubject, parseEvidence } from '../figures/audit-evidence';
import { fairnessEvidenceDocument } from '../figures/operations';
import { OverrideFigure } from './override-figure';
import { OverrideTables } from './override-tables';

function unknownText({ unknown }: SectionOverrides): string | null {
  const overruled = unknown.overruledPositive + unknown.overruledNegative;
  const decided = unknown.upheldPositive + unknown.upheldNegative + overruled;
  const undecided = unknown.undecidedPositive + unknown.undecidedNegative;
  if (decided + undecided === 0) return null;
  return t('fairnessOverrides.unknown', {
    decided: formatCount(decided),
    overruled: formatCount(overruled),
    undecided: formatCount(undecided),
  });
}

interface OverridesPartProps {
  auditId: string;
  attributes: readonly string[];
}

/** What people decided of one attribute or crossing; nothing where the audit counted no decisions or hides them. */
export function OverridesPart({ auditId, attributes }: OverridesPartProps): ReactElement | null {
  const { data } = useQuery(fairnessEvidenceDocument, { variables: { id: auditId } });
  const text = data?.fairnessAudit.evidence;
  const subject = useMemo(
    () => (text == null ? null : figureSubject(parseEvidence(text), attributes)),
    [text, attributes],
  );
  const overrides = subject?.results.overrides;
  if (subject === null || overrides === undefined) return null;
  const unknown = unknownText(overrides);
  return (
    <Section title={t('fairnessOverrides.title')}>
      <p className="cs-note">
        {t('fairnessOverrides.lead', {
          decided: formatCount(overrides.decided),
          undecided: formatCount(overrides.undecided),
        })}
      </p>
      {unknown === null ? null : <p className="cs-note">{unknown}</p>}
      <OverrideFigure
        overrides={overrides}
        minimum={subject.evidence.policy.minimums.groupSize}
        fileName={`decisions-${attributes.join('+')}`}
      />
      <OverrideTables overrides={overrides} />
    </Section>
  );
}
