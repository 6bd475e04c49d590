import { scoreEdges } from '@countersign/domain/fairness';
import { type BandError, type ScoreBand } from '@countersign/domain/fairness-remedies';
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../../texts';

const bandErrors = ['equalized_odds', 'fpr', 'fnr', 'accuracy'] as const satisfies readonly BandError[];

const bins = scoreEdges.length;

/** A score typed as the nearest bin edge; null where it is none. */
function edgeOf(typed: string | number): number | null {
  const score = Number(typed);
  if (typed === '' || !(score >= 0 && score <= 1)) return null;
  return Math.round(score * bins);
}

function EdgeField(props: {
  label: string;
  hint?: string;
  bin: number;
  error?: string | undefined;
  onChange: (bin: number) => void;
}): ReactElement {
  const { label, hint, bin, error, onChange } = props;
  return (
    <NumberInput
      label={label}
      description={hint}
      min={0}
      max={1}
      step={1 / bins}
      decimalScale={2}
      fixedDecimalScale
      value={bin / bins}
      error={error}
      onChange={(typed) => {
        const edge = edgeOf(typed);
        if (edge !== null) onChange(edge);
      }}
    />
  );
}

/** Where the machine decides, and the band that people decide. */
export function BandFields(props: {
  band: ScoreBand;
  threshold: number;
  onBand: (band: ScoreBand) => void;
  onThreshold: (bin: number) => void;
}): ReactElement {
  const { band, threshold, onBand, onThreshold } = props;
  const error = band.low > band.high ? t('remedies.band.turned') : undefined;
  return (
    <div className="cs-form-pair">
      <EdgeField
        label={t('remedies.band.low')}
        hint={t('remedies.band.lowHint')}
        bin={band.low}
        onChange={(low) => onBand({ ...band, low })}
      />
      <EdgeField
        label={t('remedies.band.high')}
        hint={t('remedies.band.highHint')}
        bin={band.high}
        error={error}
        onChange={(high) => onBand({ ...band, high })}
      />
      <EdgeField
        label={t('remedies.band.threshold')}
        hint={t('remedies.band.thresholdHint')}
        bin={threshold}
        onChange={(bin) => onThreshold(Math.min(bin, bins - 1))}
      />
    </div>
  );
}

/** A load, and the error whose gap a proposed band is to narrow. */
export function ProposalFields(props: {
  load: number;
  error: BandError;
  onLoad: (load: number) => void;
  onError: (error: BandError) => void;
  onPropose: () => void;
}): ReactElement {
  const { load, error, onLoad, onError, onPropose } = props;
  return (
    <div className="cs-controls">
      <NumberInput
        label={t('remedies.band.load')}
        min={0}
        max={100}
        suffix=" %"
        value={Math.round(load * 1000) / 10}
        onChange={(typed) => {
          const percent = Number(typed);
          if (typed !== '' && percent >= 0 && percent <= 100) onLoad(percent / 100);
        }}
      />
      <NativeSelect
        label={t('remedies.band.error')}
        value={error}
        onChange={({ currentTarget: { value } }) =>
          onError(bandErrors.find((each) => each === value) ?? 'equalized_odds')
        }
        data={bandErrors.map((each) => ({ value: each, label: t(`remedies.band.errors.${each}`) }))}
      />
      <Button variant="default" onClick={onPropose}>
        {t('remedies.band.propose')}
      </Button>
    </div>
  );
}
