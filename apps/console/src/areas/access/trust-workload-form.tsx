import { NativeSelect, NumberInput, Radio, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { oneOf } from '../../app/search';
import type { Problem } from '../../app/errors';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import type { WorkloadScope } from '../../gql/graphql';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { claimsOf, linesOf } from './claim-lines';
import { scopeMayDo } from './may-do';
import { trustWorkloadDocument } from './workload-operations';

/** Where tokens come from that need no address to be typed. */
const issuers = {
  github: 'https://token.actions.githubusercontent.com',
  gitlab: 'https://gitlab.com',
  other: '',
} as const;
type Platform = keyof typeof issuers;
const platforms = Object.keys(issuers) as Platform[];
const scopes = ['READ', 'WRITE', 'INGEST'] as const satisfies readonly WorkloadScope[];

/** The form as it is typed. */
const blank = {
  name: '',
  platform: 'github' as Platform,
  issuer: issuers.github as string,
  subjects: '',
  claims: '',
  scope: 'READ' as WorkloadScope,
  days: 90 as string | number,
};
type Typed = typeof blank;
type Change = (change: Partial<Typed>) => void;

interface FieldsProps {
  typed: Typed;
  onChange: Change;
  problem: Problem | null;
}

/** By what its tokens are known. */
function KnownFields(props: FieldsProps & { claimFault: string | undefined }): ReactElement {
  const { typed, onChange, problem, claimFault } = props;
  const { platform } = typed;
  return (
    <>
      <NativeSelect
        label={t('workloads.trust.platform')}
        value={platform}
        onChange={(event) => {
          const chosen = oneOf(event.currentTarget.value, platforms) ?? 'other';
          onChange({ platform: chosen, issuer: issuers[chosen] });
        }}
        data={platforms.map((each) => ({ value: each, label: t(`workloads.trust.platforms.${each}`) }))}
      />
      {platform === 'other' ? (
        <TextInput
          label={t('workloads.issuer')}
          description={t('workloads.trust.issuerHint')}
          required
          type="url"
          maxLength={300}
          value={typed.issuer}
          error={fieldError(problem, 'issuer')}
          onChange={(event) => onChange({ issuer: event.currentTarget.value })}
        />
      ) : null}
      <Textarea
        label={t('workloads.trust.subjects')}
        description={t(`workloads.trust.subjectsHint.${platform}`)}
        required
        autosize
        minRows={2}
        value={typed.subjects}
        error={fieldError(problem, 'subjects')}
        onChange={(event) => onChange({ subjects: event.currentTarget.value })}
      />
      <Textarea
        label={t('workloads.trust.claims')}
        description={t('workloads.trust.claimsHint')}
        autosize
        minRows={2}
        value={typed.claims}
        error={claimFault ?? fieldError(problem, 'claims')}
        onChange={(event) => onChange({ claims: event.currentTarget.value })}
      />
    </>
  );
}

/** What it may do, and for how long. */
function TermFields({ typed, onChange, problem }: FieldsProps): ReactElement {
  return (
    <>
      <Radio.Group
        label={t('programs.scope')}
        value={typed.scope}
        onChange={(value) => onChange({ scope: oneOf(value, scopes) ?? 'READ' })}
      >
        <div className="cs-choices">
          {scopes.map((each) => (
            <Radio key={each} value={each} label={word('tokenScope', each)} description={scopeMayDo(each)} />
          ))}
        </div>
      </Radio.Group>
      <NumberInput
        label={t('workloads.trust.days')}
        description={t('workloads.trust.daysHint')}
        required
        min={1}
        max={366}
        allowDecimal={false}
        value={typed.days}
        error={fieldError(problem, 'expiresInDays')}
        onChange={(days) => onChange({ days })}
      />
    </>
  );
}

/** Lets a pipeline in by the tokens of its platform; says for which audience they have to be made out. */
export function TrustWorkloadForm({ denied }: { denied: string | undefined }): ReactElement {
  const trust = useAction(trustWorkloadDocument, (data) => data.trustWorkload);
  const [typed, setTyped] = useState(blank);
  const [claimFault, setClaimFault] = useState<string>();
  const change: Change = (part) => setTyped((before) => ({ ...before, ...part }));
  const submit = async () => {
    const read = claimsOf(typed.claims);
    setClaimFault('claims' in read ? undefined : t('workloads.trust.claimFault', { line: read.faultyLine }));
    if (!('claims' in read)) return null;
    const { name, issuer, scope, days } = typed;
    const input = { name, issuer, scope, subjects: linesOf(typed.subjects), claims: read.claims };
    const done = await trust.run({ input: { ...input, expiresInDays: Number(days) } });
    if (!done) return null;
    setTyped(blank);
    const { audience, expiresAt } = done.workloadTrust;
    const until = formatInstant(expiresAt);
    return (
      <div className="cs-form">
        <Recorded entry={done.auditEntry}>{t('workloads.trust.done', { name, until })}</Recorded>
        <CopyField
          label={t('workloads.audience')}
          description={t('workloads.audienceHint')}
          text={audience}
        />
      </div>
    );
  };
  const { problem } = trust;
  return (
    <FormDialog
      label={t('workloads.trust.open')}
      submit={t('workloads.trust.submit')}
      lead={t('workloads.trust.lead')}
      steps={[trust]}
      onSubmit={submit}
      denied={denied}
      primary
      once
    >
      <TextInput
        label={t('programs.name')}
        description={t('workloads.trust.nameHint')}
        required
        maxLength={100}
        value={typed.name}
        error={fieldError(problem, 'name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <KnownFields typed={typed} onChange={change} problem={problem} claimFault={claimFault} />
      <TermFields typed={typed} onChange={change} problem={problem} />
    </FormDialog>
  );
}
