import { commentLimits } from '@countersign/domain/approvals';
import { Button, Textarea } from '@mantine/core';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import { t } from '../../../texts';
import {
  candidatesFor,
  commentOf,
  completed,
  queryAt,
  type Candidate,
  type MentionQuery,
} from './mention-draft';
import { PeopleList } from './people-list';
import type { CommentDraft, Writing } from './written';

interface CommentComposerProps extends Writing {
  /** How much stands above: where that grows while somebody writes, what they write in stays in sight. */
  above: number;
  people: readonly Candidate[];
  /** Called when a mention begins: nobody is asked for before. */
  onMention: () => void;
  onSend: (draft: CommentDraft) => void;
}

function faultOf({ text, mentions }: CommentDraft): string | null {
  const { longest, mentions: most } = commentLimits;
  if (text.trim() === '') return t('discussion.compose.missing');
  if (text.length > longest) return t('discussion.compose.tooLong', { most: longest, length: text.length });
  return mentions.length > most ? t('discussion.compose.tooMany', { most }) : null;
}

type DraftProps = Pick<CommentComposerProps, 'people' | 'onMention' | keyof Writing>;

/** What is typed, whom it names so far, and the mention that the caret stands in. */
function useDraft({ people, onMention, written, write }: DraftProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, picked } = written;
  const setText = (typed: string) => write((before) => ({ ...before, text: typed }));
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [chosen, setChosen] = useState(0);
  const found = query === null ? [] : candidatesFor(query.query, people);
  const follow = ({ value, selectionStart }: HTMLTextAreaElement) => {
    const next = queryAt(value, selectionStart);
    if (next !== null) onMention();
    setQuery(next);
    setChosen(0);
  };
  const take = (candidate: Candidate) => {
    if (query === null) return;
    const { text: whole, caret } = completed(text, query, candidate);
    // The text is in place before the caret is set and before the next key arrives.
    flushSync(() => {
      write((before) => ({ ...before, text: whole, picked: [...before.picked, candidate] }));
      setQuery(null);
    });
    field.current?.focus();
    field.current?.setSelectionRange(caret, caret);
  };
  const clear = () => {
    write((before) => ({ ...before, text: '', picked: [] }));
    setQuery(null);
  };
  return {
    field,
    text,
    setText,
    picked,
    found,
    chosen,
    setChosen,
    follow,
    take,
    clear,
    close: () => setQuery(null),
  };
}

type Draft = ReturnType<typeof useDraft>;

/** What has the focus does not slide under what sticks to the lower edge. */
function useKeptInSight(field: RefObject<HTMLElement | null>, above: number): void {
  useEffect(() => {
    const { current } = field;
    if (current && current === document.activeElement) current.scrollIntoView({ block: 'nearest' });
  }, [field, above]);
}

/** Keys that belong to the list of people while it is there, and the one that sends. */
function onKey(
  event: KeyboardEvent,
  { found, chosen, setChosen, take, close }: Draft,
  send: () => void,
): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    send();
    return;
  }
  const candidate = found[chosen];
  if (candidate === undefined) return;
  const keys: Record<string, () => void> = {
    ArrowDown: () => setChosen((chosen + 1) % found.length),
    ArrowUp: () => setChosen((chosen + found.length - 1) % found.length),
    Enter: () => take(candidate),
    Tab: () => take(candidate),
    Escape: close,
  };
  const act = event.shiftKey ? undefined : keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** Where somebody says something: typing @ offers people, who are then sent by their ids. */
export function CommentComposer({ above, onSend, ...draftProps }: CommentComposerProps): ReactElement {
  const draft = useDraft(draftProps);
  useKeptInSight(draft.field, above);
  const [fault, setFault] = useState<string | null>(null);
  const listId = useId();
  const { field, text, found, chosen } = draft;
  const send = () => {
    const { text: words, mentions } = commentOf(text, draft.picked);
    const named = mentions.flatMap((id) => draft.picked.find((each) => each.id === id) ?? []);
    const comment = { text: words, mentions: named };
    const found = faultOf(comment);
    setFault(found);
    if (found !== null) return;
    onSend(comment);
    draft.clear();
  };
  const isOpen = found.length > 0;
  return (
    <div className="cs-composer">
      <Textarea
        ref={field}
        data-key="c"
        label={t('discussion.compose.label')}
        description={t('discussion.compose.hint')}
        error={fault}
        value={text}
        rows={3}
        dir="auto"
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${chosen}` : undefined}
        onChange={({ currentTarget }) => {
          draft.setText(currentTarget.value);
          setFault(null);
          draft.follow(currentTarget);
        }}
        onClick={({ currentTarget }) => draft.follow(currentTarget)}
        onKeyDown={(event) => onKey(event, draft, send)}
        onBlur={draft.close}
      />
      <p role="status" className="cs-hidden">
        {isOpen ? t('discussion.compose.found', { count: found.length }) : ''}
      </p>
      {isOpen ? <PeopleList id={listId} people={found} chosen={chosen} onTake={draft.take} /> : null}
      <Button variant="default" onClick={send}>
        {t('discussion.compose.send')}
      </Button>
    </div>
  );
}
