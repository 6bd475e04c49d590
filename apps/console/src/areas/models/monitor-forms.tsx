import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { oneOf } from '../../app/search';
import { usePermission } from '../../app/use-permission';
import { word } from '../../format/words';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { GatedButton } from '../../ui/gated-button';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { createMonitorDocument, runMonitorDocument } from './form-operations';
import { usualWatch, type Watch, WatchFields } from './watch-fields';

const kinds = ['DRIFT', 'PERFORMANCE', 'FAIRNESS'] as const;
const usualMinimum = 100;

/** Creates a monitor with the usual checks, and runs it once. */
export function CreateMonitorForm({ versionId }: { versionId: string }): ReactElement {
  const { denied } = usePermission('monitor.create');
  const create = useAction(createMonitorDocument, (data) => data.createMonitor);
  const runOnce = useAction(runMonitorDocument, (data) => data.runMonitor);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('DRIFT');
  const [minimumN, setMinimum] = useState(usualMinimum);
  const [watch, setWatch] = useState<Watch>(usualWatch);
  const isFairness = kind === 'FAIRNESS';
  const submit = async () => {
    const fairness = isFairness ? { fairness: watch } : {};
    const made = await create.run({
      input: { modelVersionId: versionId, name, kind, minimumN, ...fairness },
    });
    const done = made ? await runOnce.run({ monitorId: made.monitor.id }) : null;
    if (!done) return null;
    const verdict = word('verdict', done.run.verdict).toLowerCase();
    return <Recorded entry={done.auditEntry}>{t('forms.monitor.done', { verdict })}</Recorded>;
  };
  return (
    <FormDialog
      label={t('forms.monitor.open')}
      submit={t('forms.monitor.submit')}
      lead={isFairness ? t('watch.form.lead') : t('forms.monitor.lead')}
      steps={[create, runOnce]}
      onSubmit={submit}
      denied={denied}
    >
      <TextInput
        label={t('forms.monitor.name')}
        required
        value={name}
        error={fieldError(create.problem, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className="cs-form-pair">
        <NativeSelect
          label={t('forms.monitor.kind')}
          value={kind}
          onChange={(event) => setKind(oneOf(event.currentTarget.value, kinds) ?? 'DRIFT')}
          data={kinds.map((value) => ({ value, label: word('monitorKind', value) }))}
        />
        <NumberInput
          label={isFairness ? t('watch.form.minimumN') : t('forms.monitor.minimumN')}
          min={1}
          allowDecimal={false}
          hideControls
          value={minimumN}
          error={fieldError(create.problem, 'minimumN')}
          onChange={(value) => setMinimum(Number(value))}
        />
      </div>
      {isFairness ? <WatchFields watch={watch} problem={create.problem} onChange={setWatch} /> : null}
    </FormDialog>
  );
}

/** Runs a monitor over all traffic so far. */
export function RunMonitorButton({ monitorId, name }: { monitorId: string; name: string }): ReactElement {
  const { denied } = usePermission('monitor.run');
  const run = useAction(runMonitorDocument, (data) => data.runMonitor);
  return (
    <>
      <GatedButton
        size="compact-sm"
        variant="default"
        loading={run.pending}
        aria-label={`${t('forms.monitor.run')}: ${name}`}
        denied={denied}
        onClick={() => void run.run({ monitorId })}
      >
        {t('forms.monitor.run')}
      </GatedButton>
      <RefusalAlert refusal={run.refusal} />
      <ProblemAlert problem={run.problem} />
    </>
  );
}
