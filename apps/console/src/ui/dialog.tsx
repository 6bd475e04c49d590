import { Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
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

/** A dialog over the page: takes the focus, gives it back, closes by Escape and by a named button. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, opened, onClose, wide = false, isHeld = false, children } = props;
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
