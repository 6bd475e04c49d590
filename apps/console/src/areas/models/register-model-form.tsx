import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { oneOf } from '../../app/search';
import { usePermission } from '../../app/use-permission';
import { word } from '../../format/words';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { registerModelDocument } from './form-operations';

const tasks = ['BINARY', 'MULTICLASS', 'REGRESSION', 'RANKING'] as const;
const riskTiers = ['LOW', 'MEDIUM', 'HIGH'] as const;

/** Registers a model: its name, what it is for and how much depends on it. */
export function RegisterModelForm(): ReactElement {
  const { denied } = usePermission('model.register');
  const register = useAction(registerModelDocument, (data) => data.registerModel);
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [task, setTask] = useState<(typeof tasks)[number]>('BINARY');
  const [riskTier, setRiskTier] = useState<(typeof riskTiers)[number]>('MEDIUM');
  const submit = async () => {
    const done = await register.run({ input: { name, purpose, task, riskTier } });
    return done && <Recorded entry={done.auditEntry}>{t('forms.model.done')}</Recorded>;
  };
  return (
    <FormDialog
      label={t('forms.model.open')}
      submit={t('forms.model.submit')}
      steps={[register]}
      onSubmit={submit}
      denied={denied}
      primary
    >
      <TextInput
        label={t('forms.model.name')}
        required
        value={name}
        error={fieldError(register.problem, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={t('forms.model.purpose')}
        description={t('forms.model.purposeHint')}
        required
        value={purpose}
        error={fieldError(register.problem, 'purpose')}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <div className="cs-form-pair">
        <NativeSelect
          label={t('forms.model.task')}
          value={task}
          onChange={(event) => setTask(oneOf(event.currentTarget.value, tasks) ?? 'BINARY')}
          data={tasks.map((value) => ({ value, label: word('task', value) }))}
        />
        <NativeSelect
          label={t('forms.model.riskTier')}
          value={riskTier}
          onChange={(event) => setRiskTier(oneOf(event.currentTarget.value, riskTiers) ?? 'MEDIUM')}
          data={riskTiers.map((value) => ({ value, label: word('riskTier', value) }))}
        />
      </div>
    </FormDialog>
  );
}
