import { Modal } from '@mantine/core';
import { useCallback, useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { t } from '../texts';

export interface DialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  wide?: boolean;
  /** A click beside it does not close it: it shows what is shown once. */
  isHeld?: boolean;
  children: ReactNode;
}

/** Its title bar is no second page header to assistive technology. */
const parts = { header: { role: 'presentation' } };

/**
 * Gives the focus back to what had it, also where the dialog is taken away instead of being closed; where that is gone,
 * such as the button of a row that was ended, to the heading of the page.
 */
function useFocusBack(opened: boolean): () => void {
  const before = useRef<Element | null>(null);
  const giveBack = useCallback(() => {
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const { current } = before;
      const isThere = current instanceof HTMLElement && current !== document.body && current.isConnected;
      (isThere ? current : document.getElementById('page-title'))?.focus({ preventScroll: true });
    });
  }, []);
  useEffect(() => {
    if (!opened) return undefined;
    before.current = document.activeElement;
    return giveBack;
  }, [opened, giveBack]);
  return giveBack;
}

/** A dialog over the page: takes the focus, gives it back, closes by Escape and by a named button. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, opened, onClose, wide = false, isHeld = false, children } = props;
  const giveFocusBack = useFocusBack(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      // While it fades away, what is in it still has the focus.
      onExitTransitionEnd={giveFocusBack}
      title={title}
      size={wide ? 'lg' : 'md'}
      closeOnClickOutside={!isHeld}
      attributes={parts}
      classNames={{ title: 'cs-dialog-title' }}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {children}
    </Modal>
  );
}
