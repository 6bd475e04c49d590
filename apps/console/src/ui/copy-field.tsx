import { Button, Textarea } from '@mantine/core';
import { useRef, type ReactElement } from 'react';
import { t } from '../texts';
import { useCopy } from './copy';

export interface CopyFieldProps {
  label: string;
  description?: string;
  text: string;
}

/** A text to take away, whole: a button copies it, and where the browser forbids that, it is there to be selected. */
export function CopyField({ label, description, text }: CopyFieldProps): ReactElement {
  const field = useRef<HTMLTextAreaElement>(null);
  const { copied, copy } = useCopy();
  const take = async () => {
    if ((await copy(text)) === 'failed') field.current?.select();
  };
  const word = copied === 'yes' ? t('ui.copied') : t('ui.copy');
  return (
    <div className="cs-copy">
      <Textarea
        ref={field}
        label={label}
        description={description}
        value={text}
        readOnly
        autosize
        onFocus={(event) => event.currentTarget.select()}
        classNames={{ input: 'cs-copy-text' }}
      />
      <Button variant="default" onClick={() => void take()} aria-label={`${word}: ${label}`}>
        {word}
      </Button>
      <span role="status" className={copied === 'failed' ? 'cs-reason' : 'cs-hidden'}>
        {copied === 'failed' ? t('ui.copyByHand') : copied === 'yes' ? t('ui.copied') : ''}
      </span>
    </div>
  );
}
