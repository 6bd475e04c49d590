import { Button, type ButtonProps } from '@mantine/core';
import { useId, type ReactElement, type ReactNode } from 'react';

export interface GatedButtonProps extends ButtonProps {
  /** Why it may not be used; undefined where it may. */
  denied?: string | undefined;
  /** Id of the reason where the page says it anyway, else it appears beside the button; empty where there is none. */
  reasonId?: string;
  'aria-label'?: string;
  onClick?: () => void;
  children: ReactNode;
}

/**
 * A button that says why when it may not be used. It stays in the tab order then: the reason is heard with it, and
 * shows when it is pointed at, touched or reached by keyboard.
 */
export function GatedButton({ denied, reasonId, onClick, ...button }: GatedButtonProps): ReactElement {
  const ownId = useId();
  if (denied === undefined) return <Button {...button} onClick={onClick} />;
  const off = { 'aria-disabled': true, 'data-disabled': true, variant: 'default' };
  if (reasonId !== undefined) return <Button {...button} {...off} aria-describedby={reasonId || undefined} />;
  return (
    <span className="cs-gated">
      <Button {...button} {...off} aria-describedby={ownId} />
      <span id={ownId} className="cs-reason">
        {denied}
      </span>
    </span>
  );
}
