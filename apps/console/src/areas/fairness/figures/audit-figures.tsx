import { whoMay } from '@countersign/domain/access';
import { sectionTails } from '@countersign/domain/fairness';
import { useQuery } from '@apollo/client/react';
import { useMemo, type ReactElement } from 'react';
import { t } from '../../../texts';
import { EmptyState } from '../../../ui/empty-state';
import { Loaded } from '../../../ui/loaded';
import { Section } from '../../../ui/page';
import { CalibrationFigure } from './calibration-figure';
import { CrossingFigure } from './crossing-figure';
import { figureSubject, parseEvidence, type FigureSubject } from './audit-evidence';
import { fairnessEvidenceDocument } from './operations';
import { ScoreTable } from './score-table';
import { ScoresFigure } from './scores-figure';
import { SweepFigure } from './sweep-figure';

/** Why an audit has no figures, in one sentence. */
function NoFigures({ why }: { why: string }): ReactElement {
  return <EmptyState title={t('fairnessFigures.none.title')} why={why} />;
}

/** What rests on scores: thresholds, then how scores spread and match the labels. */
function ScoreFigures({ subject }: { subject: FigureSubject }): ReactElement {
  const { evidence, counts } = subject;
  const tails = useMemo(() => sectionTails(counts), [counts]);
  const { scores } = evidence.counts;
  if (scores !== 'binned') return <NoFigures why={t(`fairnessFigures.scores.${scores}`)} />;
  if (tails === null) return <NoFigures why={t('fairnessFigures.scores.nobody')} />;
  return (
    <>
      <Section title={t('fairnessFigures.sweep.title')}>
        <p className="cs-note">{t('fairnessFigures.sweep.lead')}</p>
        <SweepFigure subject={subject} tails={tails} />
      </Section>
      <Section title={t('fairnessFigures.scores.title')}>
        <ScoresFigure subject={subject} />
        <CalibrationFigure subject={subject} />
        <ScoreTable subject={subject} />
      </Section>
    </>
  );
}

interface FiguresProps {
  evidence: string;
  attributes: readonly string[];
}

function Figures({ evidence: text, attributes }: FiguresProps): ReactElement {
  const evidence = useMemo(() => parseEvidence(text), [text]);
  const subject = useMemo(() => figureSubject(evidence, attributes), [evidence, attributes]);
  if (subject === null) return <NoFigures why={t('fairnessFigures.none.notHere')} />;
  return (
    <>
      {attributes.length > 1 ? (
        <Section title={t('fairnessFigures.crossing.title')}>
          <CrossingFigure subject={subject} />
        </Section>
      ) : null}
      <ScoreFigures subject={subject} />
    </>
  );
}

interface AuditFiguresProps {
  auditId: string;
  attributes: readonly string[];
}

/** The figures of one attribute or crossing that follow from the evidence of an audit, or why there are none. */
export function AuditFigures({ auditId, attributes }: AuditFiguresProps): ReactElement {
  const query = useQuery(fairnessEvidenceDocument, { variables: { id: auditId } });
  return (
    <Loaded query={query} rows={6}>
      {({ fairnessAudit: { evidence, isSuppressed } }) =>
        evidence == null ? (
          <NoFigures
            why={
              isSuppressed
                ? t('fairnessFigures.none.suppressed', { roles: whoMay('fairness.small_cells') })
                : t('fairnessFigures.none.old')
            }
          />
        ) : (
          <Figures evidence={evidence} attributes={attributes} />
        )
      }
    </Loaded>
  );
}
