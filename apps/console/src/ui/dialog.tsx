import { Modal } from '@mantine/core';
import { useEffect, type ReactElement, type ReactNode } from 'react';
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
function useFocusBack(opened: boolean): void {
  useEffect(() => {
    if (!opened) return undefined;
    const before = document.activeElement;
    return () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
        (isThere ? before : document.getElementById('page-title'))?.focus({ preventScroll: true });
      });
    };
  }, [opened]);
}

/** A dialog over the page: takes the focus, gives it back, closes by Escape and by a named button. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, opened, onClose, wide = false, isHeld = false, children } = props;
  useFocusBack(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
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
