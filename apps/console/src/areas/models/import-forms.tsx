import { useQuery } from '@apollo/client/react';
import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatCount } from '../../format/numbers';
import type { LogLabelsMutation } from '../../gql/graphql';
import { t } from '../../texts';
import { columnsOfFile } from '../../ui/form/csv-header';
import { fieldError } from '../../ui/form/field-error';
import { FileField } from '../../ui/form/file-field';
import { FormDialog, type Step } from '../../ui/form/form-dialog';
import { mappingInput, type SinglePart } from '../../ui/form/mapping';
import { MappingFields } from '../../ui/form/mapping-fields';
import { useMapping } from '../../ui/form/use-mapping';
import { useUpload } from '../../ui/form/use-upload';
import { useAction } from '../../ui/use-action';
import { knownMappingDocument, logLabelsDocument, logPredictionsDocument } from './form-operations';

type RowsLogged = Exclude<LogLabelsMutation['logLabels'], { __typename: 'Refusal' }>;

function RowsOutcome({ rows }: { rows: RowsLogged }): ReactElement {
  const { accepted, duplicate, conflicting, rejected, errors } = rows;
  const counts = {
    accepted: formatCount(accepted),
    duplicate: formatCount(duplicate),
    conflicting: formatCount(conflicting),
    rejected: formatCount(rejected),
  };
  return (
    <>
      <p>{t('forms.rows.outcome', counts)}</p>
      {errors.length > 0 ? (
        <>
          <h3>{t('forms.rows.errors')}</h3>
          <ul>
            {errors.slice(0, 10).map(({ line, message, code }, index) => (
              <li key={index}>{t('forms.rows.error', { line, message, code })}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

interface ImportProps {
  labels: { open: string; submit: string };
  versionId: string;
  denied: string | undefined;
  parts: readonly SinglePart[];
  withLists: boolean;
  step: Step;
  /** Sends the uploaded file; the idempotency key is the digest of its bytes, so sending it twice adds nothing. */
  send: (file: {
    uploadId: string;
    idempotencyKey: string;
    mapping: ReturnType<typeof mappingInput>;
  }) => Promise<RowsLogged | null>;
}

function ImportForm({ labels, versionId, denied, parts, withLists, step, send }: ImportProps): ReactElement {
  const { data } = useQuery(knownMappingDocument, { variables: { id: versionId } });
  const upload = useUpload();
  const mapping = useMapping(parts);
  const [file, setFile] = useState<File | null>(null);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen)
      void columnsOfFile(chosen).then((columns) =>
        mapping.propose(columns, data?.modelVersion.baseline?.mapping),
      );
  };
  const submit = async () => {
    const stored = file ? await upload.run(file) : null;
    if (!stored) return null;
    const rows = await send({
      uploadId: stored.id,
      idempotencyKey: stored.sha256,
      mapping: mappingInput(mapping.mapping, mapping.assumeUtc),
    });
    return rows ? <RowsOutcome rows={rows} /> : null;
  };
  return (
    <FormDialog
      label={labels.open}
      submit={labels.submit}
      steps={[upload, step]}
      onSubmit={submit}
      denied={denied}
    >
      <FileField label={t('forms.file')} error={fieldError(step.problem, 'uploadId')} onFile={choose} />
      {file ? (
        <MappingFields
          {...mapping.fields}
          parts={parts}
          lists={withLists ? ['groups', 'segments', 'ignored'] : []}
          problem={step.problem}
        />
      ) : null}
    </FormDialog>
  );
}

/** Imports a file of predictions of a version. */
export function ImportPredictionsForm({ versionId }: { versionId: string }): ReactElement {
  const { denied } = usePermission('prediction.log');
  const log = useAction(logPredictionsDocument, (data) => data.logPredictions);
  return (
    <ImportForm
      labels={{ open: t('forms.predictions.open'), submit: t('forms.predictions.submit') }}
      versionId={versionId}
      denied={denied}
      parts={['id', 'at', 'prediction', 'score', 'latencyMs']}
      withLists
      step={log}
      send={(file) => log.run({ input: { modelVersionId: versionId, ...file } })}
    />
  );
}

/** Imports a file of labels: what came true for predictions made before. */
export function ImportLabelsForm({
  modelId,
  versionId,
}: {
  modelId: string;
  versionId: string;
}): ReactElement {
  const { denied } = usePermission('label.log');
  const log = useAction(logLabelsDocument, (data) => data.logLabels);
  return (
    <ImportForm
      labels={{ open: t('forms.labels.open'), submit: t('forms.labels.submit') }}
      versionId={versionId}
      denied={denied}
      parts={['id', 'label', 'at']}
      withLists={false}
      step={log}
      send={(file) => log.run({ input: { modelId, ...file } })}
    />
  );
}
