import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import type { Problem } from '../../app/errors';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { packageLines } from './package-lines';
import { tellsCode, tellsEnvironment, type ToldMaking } from './told-making';

interface MakingFieldsProps {
  told: ToldMaking;
  problem: Problem | null;
  onTold: (told: ToldMaking) => void;
}

function CodeFields({ told, problem, onTold }: MakingFieldsProps): ReactElement {
  const isTold = tellsCode(told);
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('forms.making.code')}</legend>
      <p className="cs-muted">{t('forms.making.codeHint')}</p>
      <TextInput
        label={t('models.making.repository')}
        description={t('forms.making.repositoryHint')}
        required={isTold}
        maxLength={500}
        value={told.repository}
        error={fieldError(problem, 'code.repository')}
        onChange={(event) => onTold({ ...told, repository: event.currentTarget.value })}
      />
      <TextInput
        label={t('models.making.commit')}
        description={t('forms.making.commitHint')}
        required={isTold}
        pattern="\s*([0-9a-fA-F]{40}|[0-9a-fA-F]{64})\s*"
        title={t('forms.making.commitHint')}
        value={told.commit}
        error={fieldError(problem, 'code.commit')}
        onChange={(event) => onTold({ ...told, commit: event.currentTarget.value })}
      />
      <Checkbox
        label={t('forms.making.dirty')}
        checked={told.isDirty}
        onChange={(event) => onTold({ ...told, isDirty: event.currentTarget.checked })}
      />
    </fieldset>
  );
}

/** What is wrong with the list of packages; the empty text where nothing is. */
function packagesFault(list: string): string {
  const lines = packageLines(list);
  return 'fault' in lines ? t(`forms.making.${lines.fault}`, { line: lines.line, text: lines.text }) : '';
}

/** The browser sends nothing while a line cannot be read, and leads there; the reason stays when its own note is gone. */
function PackagesField({ told, problem, onTold }: MakingFieldsProps): ReactElement {
  const [isTried, setTried] = useState(false);
  const fault = packagesFault(told.packages);
  const refused = fieldError(problem, 'environment.packages') ?? fieldError(problem, 'packages');
  return (
    <Textarea
      ref={(field) => field?.setCustomValidity(fault)}
      label={t('forms.making.packages')}
      description={t('forms.making.packagesHint')}
      autosize
      minRows={2}
      maxRows={8}
      value={told.packages}
      error={(isTried && fault) || refused}
      onInvalid={() => setTried(true)}
      onBlur={() => setTried(true)}
      onChange={(event) => {
        setTried(false);
        onTold({ ...told, packages: event.currentTarget.value });
      }}
    />
  );
}

function EnvironmentFields(props: MakingFieldsProps): ReactElement {
  const { told, problem, onTold } = props;
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('forms.making.environment')}</legend>
      <p className="cs-muted">{t('forms.making.environmentHint')}</p>
      <TextInput
        label={t('forms.making.digest')}
        description={t('forms.making.digestHint')}
        required={tellsEnvironment(told)}
        pattern="\s*[0-9a-fA-F]{64}\s*"
        title={t('forms.making.digestHint')}
        value={told.digest}
        error={fieldError(problem, 'environment.digest')}
        onChange={(event) => onTold({ ...told, digest: event.currentTarget.value })}
      />
      <PackagesField {...props} />
    </fieldset>
  );
}

/** The code and the environment that a version was trained with; both may stay untold. */
export function MakingFields(props: MakingFieldsProps): ReactElement {
  return (
    <>
      <CodeFields {...props} />
      <EnvironmentFields {...props} />
    </>
  );
}
