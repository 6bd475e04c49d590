import { scoreEdges } from '@countersign/domain/fairness';
import {
  automaticGap,
  humanBand,
  proposeBand,
  type BandError,
  type BandSetting,
  type ProposedBand,
  type ScoreBand,
} from '@countersign/domain/fairness-remedies';
import { useMemo, useState, type ReactElement } from 'react';
import { formatCount, formatMeasure, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { estimateSentence } from '../../../ui/estimate-text';
import { Section } from '../../../ui/page';
import { estimateParts } from '../figures/estimate-parts';
import { thresholdText } from '../figures/threshold-slider';
import { BandFields, ProposalFields } from './band-fields';
import { BandTables } from './band-tables';
import type { ScoredSubject } from './scored-subject';

const bins = scoreEdges.length;
const edgeText = (bin: number): string => thresholdText(bin / bins);

/** The band in words. */
const bandText = ({ low, high }: ScoreBand): string =>
  low === high
    ? t('remedies.band.empty')
    : t('remedies.band.text', { low: edgeText(low), high: edgeText(high) });

/** What was looked for, and found; null where nothing was proposed yet. */
interface Proposal {
  error: BandError;
  load: number;
  found: ProposedBand | null;
}

function proposalText({ error, load, found }: Proposal): string {
  if (found === null) return t('remedies.band.noProposal');
  return t('remedies.band.proposed', {
    band: bandText(found.band),
    load: formatPercent(load),
    error: t(`remedies.band.errors.${error}`),
    before: formatMeasure(found.gapBefore),
    after: formatMeasure(found.gapAfter),
    looked: formatCount(found.looked),
  });
}

/** The widest gap of an error among what remains automatic, with the rate that it is of. */
function gapText(error: BandError, band: ScoreBand, setting: Omit<BandSetting, 'section'>): string {
  const { rate, difference } = automaticGap(error, band, setting);
  return t('remedies.band.gapOf', {
    rate: t(`remedies.band.errors.${rate}`),
    estimate: estimateSentence(estimateParts(difference)),
  });
}

function usual(threshold: number): ScoreBand {
  return { low: Math.max(0, threshold - 5), high: Math.min(bins, threshold + 5) };
}

/** Cases near the threshold go to people: who they are, and what remains automatic. */
export function BandPart({ scored }: { scored: ScoredSubject }): ReactElement {
  const { subject, tails, model, nearness } = scored;
  const { counts: section, evidence } = subject;
  const [threshold, setThreshold] = useState(model);
  const [band, setBand] = useState(() => usual(model));
  const [load, setLoad] = useState(0.2);
  const [error, setError] = useState<BandError>('equalized_odds');
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const setting = useMemo(
    () => ({ section, policy: evidence.policy, tails, threshold }),
    [section, evidence, tails, threshold],
  );
  const without = useMemo(() => humanBand({ low: 0, high: 0 }, setting), [setting]);
  const isBand = band.low <= band.high;
  const supposed = useMemo(
    () => (isBand ? humanBand(band, setting) : without),
    [isBand, band, setting, without],
  );
  const propose = () => {
    const found = proposeBand({ error, load }, setting);
    setProposal({ error, load, found });
    if (found) setBand(found.band);
  };
  const change = (next: () => void) => {
    setProposal(null);
    next();
  };
  return (
    <Section title={t('remedies.band.title')}>
      <p className="cs-note">{t('remedies.band.lead')}</p>
      <p className="cs-note">{nearness}</p>
      <BandFields
        band={band}
        threshold={threshold}
        onBand={(next) => change(() => setBand(next))}
        onThreshold={(next) => change(() => setThreshold(next))}
      />
      <ProposalFields
        {...{ load, error }}
        onLoad={(next) => change(() => setLoad(next))}
        onError={(next) => change(() => setError(next))}
        onPropose={propose}
      />
      <p role="status">{proposal ? proposalText(proposal) : ''}</p>
      <p>
        {t('remedies.band.sentence', {
          band: bandText(isBand ? band : { low: 0, high: 0 }),
          sent: formatCount(supposed.all.sent),
          n: formatCount(supposed.all.n),
          share: formatPercent(supposed.all.share.value ?? 0),
        })}{' '}
        {t('remedies.band.gap', {
          before: gapText(error, { low: 0, high: 0 }, setting),
          after: gapText(error, supposed.band, setting),
        })}
      </p>
      <BandTables supposed={supposed} without={without.automatic} criteria={evidence.policy.criteria} />
    </Section>
  );
}
