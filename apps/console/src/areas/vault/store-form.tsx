import { NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { oneOf } from '../../app/search';
import { usePermission } from '../../app/use-permission';
import { formatCount } from '../../format/numbers';
import type { AttributeOrigin } from '../../gql/graphql';
import { t } from '../../texts';
import { columnsOfFile } from '../../ui/form/csv-header';
import { fieldError } from '../../ui/form/field-error';
import { FileField } from '../../ui/form/file-field';
import { FormDialog } from '../../ui/form/form-dialog';
import { useUpload } from '../../ui/form/use-upload';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { origins } from '../fairness/set-up/answers';
import { endOfDay } from './collection';
import { storeSensitiveAttributesDocument } from './operations';

const mostAttributes = 8;

interface Grounds {
  /** Empty until somebody says. */
  origin: AttributeOrigin | '';
  legalBasis: string;
}

const noGrounds: Grounds = { origin: '', legalBasis: '' };

/** The grounds as the API takes them. */
const groundsOf = ({ grounds }: Draft, name: string) => {
  const { origin, legalBasis } = grounds[name] ?? noGrounds;
  return { name, origin: origin || 'UNKNOWN', legalBasis } as const;
};

interface Draft {
  name: string;
  purpose: string;
  keyColumn: string;
  attributes: readonly string[];
  grounds: Readonly<Record<string, Grounds>>;
  lastDay: string;
}

const noDraft: Draft = { name: '', purpose: '', keyColumn: '', attributes: [], grounds: {}, lastDay: '' };

interface DraftProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  errorOf: (field: string) => string | undefined;
}

function GroundsFields({ name, at, ...props }: DraftProps & { name: string; at: number }): ReactElement {
  const { draft, change, errorOf } = props;
  const grounds = draft.grounds[name] ?? noGrounds;
  const set = (part: Partial<Grounds>) =>
    change({ grounds: { ...draft.grounds, [name]: { ...grounds, ...part } } });
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('vault.store.about', { name })}</legend>
      <NativeSelect
        label={t('vault.origin')}
        required
        value={grounds.origin}
        error={errorOf(`attributes[${at}].origin`)}
        onChange={(event) => set({ origin: oneOf(event.currentTarget.value, origins) ?? '' })}
        data={[
          { value: '', label: t('forms.choose') },
          ...origins.map((value) => ({ value, label: t(`fairnessSetUp.good.originName.${value}`) })),
        ]}
      />
      <Textarea
        label={t('vault.basis')}
        description={t('fairnessSetUp.good.basisHint')}
        required
        autosize
        maxLength={2000}
        value={grounds.legalBasis}
        error={errorOf(`attributes[${at}].legalBasis`)}
        onChange={(event) => set({ legalBasis: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function ColumnFields(props: DraftProps & { columns: readonly string[] | undefined }): ReactElement {
  const { columns, draft, change, errorOf } = props;
  const key = {
    label: t('vault.store.key'),
    description: t('vault.store.keyHint'),
    required: true,
    value: draft.keyColumn,
    error: errorOf('keyColumn'),
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ keyColumn: event.currentTarget.value }),
  };
  return (
    <>
      {columns ? (
        <NativeSelect {...key} data={[{ value: '', label: t('forms.noColumn') }, ...columns]} />
      ) : (
        <TextInput {...key} />
      )}
      <TagsInput
        label={t('vault.store.attributes')}
        description={t('vault.store.attributesHint')}
        required
        maxTags={mostAttributes}
        data={columns?.filter((column) => column !== draft.keyColumn) ?? []}
        value={[...draft.attributes]}
        error={errorOf('attributes')}
        onChange={(attributes) => change({ attributes })}
      />
      {draft.attributes.map((name, at) => (
        <GroundsFields key={name} name={name} at={at} {...props} />
      ))}
    </>
  );
}

function TextFields({ draft, change, errorOf }: DraftProps): ReactElement {
  return (
    <>
      <TextInput
        label={t('vault.store.name')}
        required
        maxLength={200}
        value={draft.name}
        error={errorOf('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('vault.store.purpose')}
        required
        autosize
        maxLength={2000}
        value={draft.purpose}
        error={errorOf('purpose')}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
      />
    </>
  );
}

/** Uploads a file of sensitive attributes and stores it; the server erases the file. */
export function StoreForm(): ReactElement {
  const { denied } = usePermission('vault.write');
  const upload = useUpload();
  const store = useAction(storeSensitiveAttributesDocument, (data) => data.storeSensitiveAttributes);
  const [file, setFile] = useState<File | null>(null);
  const [columns, setColumns] = useState<readonly string[] | undefined>([]);
  const [draft, setDraft] = useState(noDraft);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen) void columnsOfFile(chosen).then(setColumns);
  };
  const errorOf = (field: string) => fieldError(store.problem, field);
  const submit = async (): Promise<ReactNode | null> => {
    const stored = file ? await upload.run(file) : null;
    if (!stored) return null;
    const { name, purpose, keyColumn, attributes, lastDay } = draft;
    const done = await store.run({
      input: {
        ...{ name, purpose, keyColumn, uploadId: stored.id, keptUntil: endOfDay(lastDay) },
        attributes: attributes.map((attribute) => groundsOf(draft, attribute)),
      },
    });
    if (!done) return null;
    const people = formatCount(done.collection.people);
    return <Recorded entry={done.auditEntry}>{t('vault.store.done', { people })}</Recorded>;
  };
  const fields = { draft, change, errorOf };
  return (
    <FormDialog
      label={t('vault.store.open')}
      lead={t('vault.store.lead')}
      submit={t('vault.store.submit')}
      steps={[upload, store]}
      onSubmit={submit}
      denied={denied}
      once
      primary
    >
      <FileField label={t('forms.file')} error={errorOf('uploadId')} onFile={choose} />
      <TextFields {...fields} />
      <ColumnFields {...fields} columns={columns} />
      <TextInput
        type="date"
        label={t('vault.store.until')}
        description={t('vault.store.untilHint')}
        value={draft.lastDay}
        error={errorOf('keptUntil')}
        onChange={(event) => change({ lastDay: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
