import { Alert, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import type { Problem } from '../../app/errors';
import { t } from '../../texts';
import { Dialog } from '../dialog';
import { GatedButton } from '../gated-button';
import { ProblemAlert, RefusalAlert, type Refused } from '../refusal-alert';

/** The state of something a form does: an upload or a mutation. */
export interface Step {
  pending: boolean;
  refusal?: Refused | null;
  problem: Problem | null;
  clear: () => void;
}

interface FormParts {
  /** None where there is nothing to send: what is awaited, or what forbids it, is in the children. */
  submit?: string | undefined;
  /** In the order they run. */
  steps: readonly Step[];
  /** Resolves with what to say when it is done, or null when a step refused or failed. */
  onSubmit: () => Promise<ReactNode | null>;
  lead?: ReactNode;
  /** Done once: the outcome takes the place of the form, so that nothing is sent twice and a secret is not overlooked. */
  once?: boolean;
  /** Ends something. */
  isEnding?: boolean;
  /** Why it cannot be sent just now; what was typed stays. */
  held?: string | undefined;
  children?: ReactNode;
}

/** A small form in a dialog; it closes by itself never, so that the outcome can be read. */
export function DialogForm(
  props: FormParts & { title: string; opened: boolean; onClose: () => void },
): ReactElement {
  const { title, opened, submit, steps, onSubmit, onClose, lead, once = false, isEnding = false } = props;
  const [outcome, setOutcome] = useState<ReactNode>(null);
  const isOver = once && outcome !== null;
  const [isSending, setSending] = useState(false);
  const isUnderWay = isSending || steps.some(({ pending }) => pending);
  const isHeld = props.held !== undefined && !isOver && !isUnderWay;
  const clear = () => {
    setOutcome(null);
    for (const step of steps) step.clear();
  };
  const close = () => {
    clear();
    onClose();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isHeld) return;
    clear();
    setSending(true);
    void onSubmit()
      .then(setOutcome)
      .finally(() => setSending(false));
  };
  return (
    <Dialog opened={opened} onClose={close} title={title} wide isHeld={isOver}>
      <form onSubmit={send} className="cs-form">
        {isOver ? null : (
          <>
            {lead ? <p>{lead}</p> : null}
            {props.children}
          </>
        )}
        {steps.map((step, index) => (
          <div key={index} className="cs-step">
            <RefusalAlert refusal={step.refusal ?? null} />
            <ProblemAlert problem={step.problem} />
          </div>
        ))}
        {isHeld ? <Alert color="yellow">{props.held}</Alert> : null}
        <div role="status">{outcome}</div>
        <Group gap="xs">
          {isOver || submit === undefined ? null : (
            <Button
              type="submit"
              color={isEnding ? 'red.8' : undefined}
              disabled={isHeld}
              loading={isUnderWay}
            >
              {submit}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {outcome || submit === undefined ? t('ui.close') : t('ui.cancel')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

export interface FormDialogProps extends FormParts {
  /** The button that opens the dialog, and its title. */
  label: string;
  /** What the button shows where the label, which is heard with it and begins with this, is long. */
  short?: string;
  /** Why the reader may not; undefined where they may. */
  denied?: string | undefined;
  primary?: boolean;
}

/** A button that opens a small form. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const { label, short, denied, primary = false, ...form } = props;
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <GatedButton
        {...(short !== undefined && { 'aria-label': label, size: 'compact-sm' })}
        variant={primary ? 'filled' : 'default'}
        denied={denied}
        onClick={open}
      >
        {short ?? label}
      </GatedButton>
      <DialogForm {...form} title={label} opened={opened} onClose={close} />
    </>
  );
}
