import { Checkbox, NativeSelect, NumberInput, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { oneOf } from '../../app/search';
import { usePermission } from '../../app/use-permission';
import { word } from '../../format/words';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { proposeMapping } from '../../ui/form/mapping';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { DatasetSelect, type DatasetChoice } from '../datasets/dataset-select';
import { runFairnessAuditDocument } from './form-operations';

const outcomes = ['POSITIVE', 'NEGATIVE'] as const;

/** What the form asks; the columns are proposed from the names in the chosen dataset. */
interface Wanted {
  datasetVersionId: string;
  labelColumn: string;
  predictionColumn: string;
  positiveValue: string;
  sensitive: string[];
  intersections: boolean;
  favourable: (typeof outcomes)[number];
  rationale: string;
  minimumGroupSize: number;
}

const nothingYet: Wanted = {
  datasetVersionId: '',
  labelColumn: '',
  predictionColumn: '',
  positiveValue: '1',
  sensitive: [],
  intersections: true,
  favourable: 'POSITIVE',
  rationale: '',
  minimumGroupSize: 30,
};

interface FieldsProps {
  wanted: Wanted;
  columns: readonly string[];
  errorOf: (field: keyof Wanted) => string | undefined;
  onChange: (change: Partial<Wanted>) => void;
}

function ColumnFields({ wanted, columns, errorOf, onChange }: FieldsProps): ReactElement {
  const choices = [{ value: '', label: t('forms.choose') }, ...columns];
  const isFree = (column: string) => column !== wanted.labelColumn && column !== wanted.predictionColumn;
  return (
    <>
      <div className="cs-form-pair">
        <NativeSelect
          label={t('forms.audit.label')}
          required
          value={wanted.labelColumn}
          error={errorOf('labelColumn')}
          onChange={(event) => onChange({ labelColumn: event.currentTarget.value })}
          data={choices}
        />
        <NativeSelect
          label={t('forms.audit.prediction')}
          required
          value={wanted.predictionColumn}
          error={errorOf('predictionColumn')}
          onChange={(event) => onChange({ predictionColumn: event.currentTarget.value })}
          data={choices}
        />
        <TextInput
          label={t('forms.audit.positive')}
          required
          value={wanted.positiveValue}
          error={errorOf('positiveValue')}
          onChange={(event) => onChange({ positiveValue: event.currentTarget.value })}
        />
      </div>
      <Checkbox.Group
        label={t('forms.audit.sensitive')}
        value={wanted.sensitive}
        error={errorOf('sensitive')}
        onChange={(sensitive) => onChange({ sensitive })}
      >
        <div className="cs-form-pair">
          {columns.filter(isFree).map((column) => (
            <Checkbox key={column} value={column} label={column} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}

function JudgementFields({ wanted, errorOf, onChange }: FieldsProps): ReactElement {
  return (
    <>
      <Checkbox
        label={t('forms.audit.intersections')}
        checked={wanted.intersections}
        onChange={(event) => onChange({ intersections: event.currentTarget.checked })}
      />
      <Radio.Group
        label={t('forms.audit.favourable')}
        value={wanted.favourable}
        onChange={(value) => onChange({ favourable: oneOf(value, outcomes) ?? 'POSITIVE' })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="POSITIVE" label={t('forms.audit.favourablePositive')} />
          <Radio value="NEGATIVE" label={t('forms.audit.favourableNegative')} />
        </Stack>
      </Radio.Group>
      <NumberInput
        label={t('forms.audit.minimum')}
        min={1}
        allowDecimal={false}
        hideControls
        value={wanted.minimumGroupSize}
        error={errorOf('minimumGroupSize')}
        onChange={(value) => onChange({ minimumGroupSize: Number(value) })}
      />
      <Textarea
        label={t('forms.audit.rationale')}
        required
        value={wanted.rationale}
        error={errorOf('rationale')}
        onChange={(event) => onChange({ rationale: event.currentTarget.value })}
      />
    </>
  );
}

/** Runs a fairness audit of a version over a labelled dataset. */
export function RunAuditForm({ versionId }: { versionId: string }): ReactElement {
  const { denied } = usePermission('fairness.run');
  const audit = useAction(runFairnessAuditDocument, (data) => data.runFairnessAudit);
  const [wanted, setWanted] = useState(nothingYet);
  const [columns, setColumns] = useState<readonly string[]>([]);
  const change = (part: Partial<Wanted>) => setWanted((before) => ({ ...before, ...part }));
  const choose = (choice: DatasetChoice | undefined) => {
    const names = choice?.columns.map(({ name }) => name) ?? [];
    const proposed = proposeMapping(names);
    setColumns(names);
    change({
      datasetVersionId: choice?.id ?? '',
      labelColumn: proposed.label,
      predictionColumn: proposed.prediction || proposed.score,
      sensitive: [],
    });
  };
  const submit = async () => {
    const done = await audit.run({ input: { modelVersionId: versionId, ...wanted } });
    if (!done) return null;
    const verdict = word('verdict', done.audit.verdict).toLowerCase();
    return (
      <Recorded entry={done.auditEntry}>
        {t('forms.audit.done', { verdict })}{' '}
        <Link to="/fairness/$auditId" params={{ auditId: done.audit.id }}>
          {t('forms.audit.link')}
        </Link>
        {'.'}
      </Recorded>
    );
  };
  const fields = {
    wanted,
    columns,
    onChange: change,
    errorOf: (field: keyof Wanted) => fieldError(audit.problem, field),
  };
  return (
    <FormDialog
      label={t('forms.audit.open')}
      submit={t('forms.audit.submit')}
      steps={[audit]}
      onSubmit={submit}
      denied={denied}
    >
      <DatasetSelect
        label={t('forms.audit.population')}
        required
        value={wanted.datasetVersionId}
        error={fields.errorOf('datasetVersionId')}
        onChoice={choose}
      />
      {wanted.datasetVersionId ? <ColumnFields {...fields} /> : null}
      <JudgementFields {...fields} />
    </FormDialog>
  );
}
