import { useId, type ReactElement } from 'react';
import { t } from '../../texts';

export interface FileFieldProps {
  label: string;
  hint?: string;
  error?: string;
  /** Kinds of files to offer, as the browser's control takes them. */
  accept?: string;
  /** A large field, to drop a file on. */
  isDropZone?: boolean;
  onFile: (file: File | null) => void;
}

/** The browser's own file control: it is labelled, takes the keyboard, and a file can be dropped on it. */
export function FileField(props: FileFieldProps): ReactElement {
  const { label, hint, error, accept = '.csv,.parquet', isDropZone = false, onFile } = props;
  const id = useId();
  return (
    <div className="cs-file">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className="cs-muted">
        {hint ?? t('forms.fileHint')}
      </p>
      <input
        id={id}
        type="file"
        required
        accept={accept}
        className={isDropZone ? 'cs-file-drop' : undefined}
        aria-describedby={`${id}-hint`}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
      />
      {error ? <p className="cs-tone-alert">{error}</p> : null}
    </div>
  );
}
