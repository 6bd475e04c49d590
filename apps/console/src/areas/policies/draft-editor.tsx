import { Textarea } from '@mantine/core';
import { useRef, useState, type ReactElement } from 'react';
import { t } from '../../texts';
import { ErrorState } from '../../ui/error-state';
import { Waiting } from '../../ui/loaded';
import { DryRun, RehearsedList } from './dry-run';
import { headOf, type DraftStart } from './draft-start';
import { Faults } from './faults';
import { Differences, Findings } from './findings';
import type { Place } from './json-places';
import { nextVersionOf } from './policy-history';
import { ProposeForm } from './propose-form';
import { useDraftReview } from './use-draft-review';

const monospace = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.88rem' } };

type Review = ReturnType<typeof useDraftReview>;

/** How the document stands, in one sentence. */
function standing({ checked, isSound }: Review): string {
  if (!checked.isCurrent) return t('policies.draft.checking');
  if (checked.error) return t('policies.draft.failed');
  if (isSound) return t('policies.draft.wellFormed');
  return t('policies.draft.faults', { count: checked.answer?.faults.length ?? 0 });
}

/** Why the document cannot be proposed as it stands; undefined where it can. */
function hindrance(
  { checked, isSound }: Review,
  text: string,
  versions: Parameters<typeof nextVersionOf>[1],
): string | undefined {
  if (!checked.isCurrent || checked.error) return t('policies.draft.notChecked');
  if (!isSound) return t('policies.draft.hasFaults');
  const head = headOf(text);
  if (!head) return undefined;
  const next = nextVersionOf(head.name, versions);
  return next === head.version ? undefined : t('policies.draft.version', { name: head.name, next });
}

function Rehearsal({ review }: { review: Review }): ReactElement {
  const { rehearsed, days, setDays, isSound } = review;
  const shown = () => {
    if (!isSound) return <p className="cs-muted">{t('policies.draft.hasFaults')}</p>;
    if (!rehearsed.isCurrent)
      return (
        <>
          <p className="cs-muted">{t('policies.dryRun.running')}</p>
          <Waiting rows={2} />
        </>
      );
    if (rehearsed.error) return <ErrorState error={rehearsed.error} />;
    return <RehearsedList rehearsed={rehearsed.answer ?? []} />;
  };
  return (
    <DryRun days={days} onDays={setDays}>
      {shown()}
    </DryRun>
  );
}

export interface DraftEditorProps {
  start: DraftStart;
  versions: Parameters<typeof nextVersionOf>[1];
}

/** A policy's document as text: what the server says of it stands beside it while somebody writes. */
export function DraftEditor({ start, versions }: DraftEditorProps): ReactElement {
  // What it began with stays, also where the page learns of newer versions: nobody's writing is replaced.
  const [{ text, from }, setDraft] = useState(start);
  const field = useRef<HTMLTextAreaElement>(null);
  const review = useDraftReview(text);
  const { checked, isSound } = review;
  const go = ({ start: first, end, line }: Place) => {
    const area = field.current;
    if (!area) return;
    area.focus();
    area.setSelectionRange(first, end);
    const lines = text.split('\n').length;
    area.scrollTop = Math.max(0, ((line - 3) / lines) * area.scrollHeight);
  };
  return (
    <>
      <Textarea
        ref={field}
        label={t('policies.draft.document')}
        description={from}
        value={text}
        onChange={(event) => setDraft({ text: event.currentTarget.value, from })}
        rows={24}
        maxLength={100_000}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        styles={monospace}
      />
      <p role="status">{standing(review)}</p>
      {checked.error ? <ErrorState error={checked.error} /> : null}
      {checked.isCurrent && checked.answer ? (
        <Faults faults={checked.answer.faults} text={text} onGo={go} />
      ) : null}
      {isSound && checked.answer ? (
        <>
          <Findings findings={checked.answer.findings} />
          <Differences differences={checked.answer.differences} />
        </>
      ) : null}
      <Rehearsal review={review} />
      <ProposeForm document={text} hindrance={hindrance(review, text, versions)} />
    </>
  );
}
