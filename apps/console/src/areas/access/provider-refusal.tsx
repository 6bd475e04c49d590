import { Alert } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { signInRefusalOf } from './sign-in-refusal';

const route = getRouteApi('/in');

interface ProviderRefusalProps {
  /** What it means for whoever reads it. */
  title: string;
  code: string;
  onClose?: () => void;
}

/** What the way to the provider and back ended with. */
export function ProviderRefusal({ title, code, onClose }: ProviderRefusalProps): ReactElement {
  const { meaning, next, code: known } = signInRefusalOf(code);
  return (
    <Alert
      role="alert"
      color="red"
      title={title}
      data-code={known}
      className="cs-alert"
      withCloseButton={onClose !== undefined}
      closeButtonLabel={t('ui.close')}
      onClose={onClose}
    >
      {meaning} {next} {known ? <code>{known}</code> : null}
    </Alert>
  );
}

/** On the page that somebody left to prove who they are: that the provider did not, and that their session goes on. */
export function ProofRefusal(): ReactElement | null {
  const { proof } = route.useSearch();
  const navigate = useNavigate();
  if (proof === undefined) return null;
  const close = () =>
    navigate({ to: '.', search: (before) => ({ ...before, proof: undefined }), replace: true });
  return <ProviderRefusal title={t('access.refused.stillIn')} code={proof} onClose={() => void close()} />;
}
