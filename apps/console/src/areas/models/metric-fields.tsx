import { Button, NumberInput, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Problem } from '../../app/errors';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { newMetric, type MetricRow } from './reported-metrics';

interface RowProps {
  row: MetricRow;
  number: number;
  problem: Problem | null;
  onRow: (row: MetricRow) => void;
  onRemove: () => void;
}

function MetricFields({ row, number, problem, onRow, onRemove }: RowProps): ReactElement {
  const at = `metrics.${number - 1}`;
  return (
    <div className="cs-form-row" role="group" aria-label={t('forms.metric.one', { number })}>
      <TextInput
        label={t('forms.metric.name')}
        required
        maxLength={200}
        value={row.name}
        error={fieldError(problem, `${at}.name`)}
        onChange={(event) => onRow({ ...row, name: event.currentTarget.value })}
      />
      <NumberInput
        label={t('forms.metric.value')}
        required
        hideControls
        value={row.value}
        error={fieldError(problem, `${at}.value`)}
        onChange={(value) => onRow({ ...row, value })}
      />
      <NumberInput
        label={t('forms.metric.n')}
        min={0}
        allowDecimal={false}
        hideControls
        value={row.n}
        error={fieldError(problem, `${at}.n`)}
        onChange={(n) => onRow({ ...row, n })}
      />
      <Button variant="default" aria-label={t('forms.metric.removeOne', { number })} onClick={onRemove}>
        {t('forms.metric.remove')}
      </Button>
    </div>
  );
}

/** What the trainer reports of a version, row by row. */
export function ReportedMetricFields(props: {
  rows: readonly MetricRow[];
  problem: Problem | null;
  onRows: (rows: readonly MetricRow[]) => void;
}): ReactElement {
  const { rows, problem, onRows } = props;
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('forms.metric.title')}</legend>
      <p className="cs-muted">{t('forms.metric.hint')}</p>
      {rows.map((row, index) => (
        <MetricFields
          key={row.key}
          row={row}
          number={index + 1}
          problem={problem}
          onRow={(changed) => onRows(rows.map((each) => (each.key === row.key ? changed : each)))}
          onRemove={() => onRows(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <div>
        <Button variant="default" onClick={() => onRows([...rows, newMetric(rows)])}>
          {t('forms.metric.add')}
        </Button>
      </div>
    </fieldset>
  );
}
