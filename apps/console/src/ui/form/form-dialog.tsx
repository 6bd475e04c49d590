import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import type { Problem } from '../../app/errors';
import { t } from '../../texts';
import { Dialog } from '../dialog';
import { ProblemAlert, RefusalAlert, type Refused } from '../refusal-alert';

/** The state of something a form does: an upload or a mutation. */
export interface Step {
  pending: boolean;
  refusal?: Refused | null;
  problem: Problem | null;
  clear: () => void;
}

export interface FormDialogProps {
  /** The button that opens the dialog, and its title. */
  label: string;
  submit: string;
  /** In the order they run. */
  steps: readonly Step[];
  /** Resolves with what to say when it is done, or null when a step refused or failed. */
  onSubmit: () => Promise<ReactNode | null>;
  disabled?: boolean;
  lead?: ReactNode;
  primary?: boolean;
  children: ReactNode;
}

/** A button that opens a small form; it closes by itself never, so that the outcome can be read. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const { label, submit, steps, onSubmit, disabled = false, lead, primary = false, children } = props;
  const [opened, { open, close }] = useDisclosure(false);
  const [outcome, setOutcome] = useState<ReactNode>(null);
  const pending = steps.some((step) => step.pending);
  const clear = () => {
    setOutcome(null);
    for (const step of steps) step.clear();
  };
  const start = () => {
    clear();
    open();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    clear();
    void onSubmit().then(setOutcome);
  };
  return (
    <>
      <Button
        variant={primary ? 'filled' : 'default'}
        onClick={disabled ? undefined : start}
        aria-disabled={disabled}
        data-disabled={disabled || undefined}
        title={disabled ? t('forms.notAllowed') : undefined}
      >
        {label}
      </Button>
      <Dialog
        opened={opened}
        onClose={close}
        title={label}

        wide
      >
        <form onSubmit={send} className="cs-form">
          {lead ? <p>{lead}</p> : null}
          {children}
          {steps.map((step, index) => (
            <div key={index}>
              <RefusalAlert refusal={step.refusal ?? null} />
              <ProblemAlert problem={step.problem} />
            </div>
          ))}
          <div role="status">{outcome}</div>
          <Group gap="xs">
            <Button type="submit" loading={pending}>
              {submit}
            </Button>
            <Button variant="default" onClick={close}>
              {outcome ? t('ui.close') : t('ui.cancel')}
            </Button>
          </Group>
        </form>
      </Dialog>
    </>
  );
}
