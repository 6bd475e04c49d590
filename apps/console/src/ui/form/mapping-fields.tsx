import { Checkbox, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Problem } from '../../app/errors';
import { t } from '../../texts';
import { fieldError } from './field-error';
import type { ListPart, Mapping, SinglePart } from './mapping';

export interface MappingFieldsProps {
  /** Columns to choose from; undefined when only the server can read the file. */
  columns: readonly string[] | undefined;
  parts: readonly SinglePart[];
  lists: readonly ListPart[];
  mapping: Mapping;
  assumeUtc: boolean;
  problem: Problem | null;
  onMapping: (mapping: Mapping) => void;
  onAssumeUtc: (assumeUtc: boolean) => void;
}

function PartField(props: MappingFieldsProps & { part: SinglePart }): ReactElement {
  const { part, columns, mapping, problem, onMapping } = props;
  const shared = {
    label: t(`forms.part.${part}`),
    value: mapping[part],
    error: fieldError(problem, part),
    onChange: (event: { currentTarget: { value: string } }) =>
      onMapping({ ...mapping, [part]: event.currentTarget.value }),
  };
  if (!columns) return <TextInput {...shared} />;
  return <NativeSelect {...shared} data={[{ value: '', label: t('forms.noColumn') }, ...columns]} />;
}

/** Which column of a file plays which part; every column not named is a feature. */
export function MappingFields(props: MappingFieldsProps): ReactElement {
  const { parts, lists, columns, mapping, problem, assumeUtc, onMapping, onAssumeUtc } = props;
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('forms.mapping')}</legend>
      <p className="cs-muted">{lists.length > 0 ? t('forms.mappingHint') : t('forms.mappingOnly')}</p>
      <div className="cs-form-pair">
        {parts.map((part) => (
          <PartField key={part} {...props} part={part} />
        ))}
      </div>
      {lists.map((part) => (
        <TagsInput
          key={part}
          label={t(`forms.part.${part}`)}
          description={t('forms.listHint')}
          value={mapping[part]}
          data={[...(columns ?? [])]}
          error={fieldError(problem, part)}
          onChange={(value) => onMapping({ ...mapping, [part]: value })}
        />
      ))}
      {parts.includes('at') ? (
        <Checkbox
          label={t('forms.assumeUtc')}
          checked={assumeUtc}
          onChange={(event) => onAssumeUtc(event.currentTarget.checked)}
        />
      ) : null}
    </fieldset>
  );
}
