import { Textarea, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { MappingFields } from '../../ui/form/mapping-fields';
import { mappingInput } from '../../ui/form/mapping';
import { useMapping } from '../../ui/form/use-mapping';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { DatasetSelect } from '../datasets/dataset-select';
import { registerModelVersionDocument } from './form-operations';
import { MakingFields } from './making-fields';
import { ReportedMetricFields } from './metric-fields';
import { metricInputs, type MetricRow } from './reported-metrics';
import { makingInput, nothingTold } from './told-making';

const parts = ['id', 'at', 'prediction', 'score', 'label'] as const;
const lists = ['groups', 'ignored'] as const;

/** Registers a version by the digest of its artefact, with the baseline that monitors compare with. */
export function RegisterVersionForm({ modelId }: { modelId: string }): ReactElement {
  const { denied } = usePermission('model.register');
  const register = useAction(registerModelVersionDocument, (data) => data.registerModelVersion);
  const mapping = useMapping();
  const [artifactDigest, setDigest] = useState('');
  const [description, setDescription] = useState('');
  const [training, setTraining] = useState('');
  const [baseline, setBaseline] = useState('');
  const [metrics, setMetrics] = useState<readonly MetricRow[]>([]);
  const [told, setTold] = useState(nothingTold);
  const submit = async () => {
    const making = makingInput(told);
    if (making === null) return null;
    const done = await register.run({
      input: {
        modelId,
        artifactDigest: artifactDigest.trim(),
        description,
        metrics: metricInputs(metrics),
        ...making,
        trainingDatasetVersionId: training || null,
        baseline: baseline
          ? { datasetVersionId: baseline, mapping: mappingInput(mapping.mapping, mapping.assumeUtc) }
          : null,
      },
    });
    if (!done) return null;
    const { number } = done.modelVersion;
    const text = done.created ? t('forms.version.created', { number }) : t('forms.version.known', { number });
    return <Recorded entry={done.auditEntry}>{text}</Recorded>;
  };
  return (
    <FormDialog
      label={t('forms.version.open')}
      submit={t('forms.version.submit')}
      steps={[register]}
      onSubmit={submit}
      denied={denied}
      primary
    >
      <TextInput
        label={t('forms.version.digest')}
        description={t('forms.version.digestHint')}
        required
        pattern="\s*[0-9a-fA-F]{64}\s*"
        title={t('forms.version.digestHint')}
        value={artifactDigest}
        error={fieldError(register.problem, 'artifactDigest')}
        onChange={(event) => setDigest(event.currentTarget.value)}
      />
      <Textarea
        label={t('forms.version.description')}
        value={description}
        error={fieldError(register.problem, 'description')}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <MakingFields told={told} problem={register.problem} onTold={setTold} />
      <ReportedMetricFields rows={metrics} problem={register.problem} onRows={setMetrics} />
      <DatasetSelect
        label={t('forms.version.training')}
        value={training}
        error={fieldError(register.problem, 'trainingDatasetVersionId')}
        onChoice={(choice) => setTraining(choice?.id ?? '')}
      />
      <DatasetSelect
        label={t('forms.version.baseline')}
        hint={t('forms.version.baselineHint')}
        value={baseline}
        error={fieldError(register.problem, 'datasetVersionId')}
        onChoice={(choice) => {
          setBaseline(choice?.id ?? '');
          mapping.propose(choice?.columns.map(({ name }) => name));
        }}
      />
      {baseline ? (
        <MappingFields {...mapping.fields} parts={parts} lists={lists} problem={register.problem} />
      ) : null}
    </FormDialog>
  );
}
