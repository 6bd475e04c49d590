import { screen } from '@testing-library/react';
import { renderPart } from '../../testing/render';
import type { Anchor } from './anchor-standing';
import { Anchors } from './anchors';

const anchor = (part: Partial<Anchor>): Anchor => ({
  ...{ __typename: 'AuditAnchor', kind: 'WITNESS', name: 'witness.example/log', size: 100, fault: null },
  ...{ at: '2026-03-01T12:00:00.000Z', ...part },
});
const show = (anchors: Anchor[], size = 120) =>
  renderPart(
    <Anchors
      head={{
        ...{ __typename: 'AuditLogHead', size, hash: 'ab', checkpointAge: 3, unsignedEntries: size - 100 },
        ...{ vkeys: [], signingFault: null, anchors },
        checkpoint: {
          ...{ __typename: 'AuditCheckpoint', size: 100, root: 'ab', note: '', vkey: '' },
          at: '2026-03-01T12:00:00.000Z',
        },
      }}
    />,
  );
const text = () => document.body.textContent ?? '';

describe('Anchors', () => {
  it('says what the log cannot show while nobody outside knows it', () => {
    show([]);
    expect(text()).toContain('not by whoever has it and the database');
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('WI-14 names each place with what it knows, and up to where nothing can be altered unseen', () => {
    show([anchor({ size: 60 }), anchor({ kind: 'DIRECTORY', name: null })]);
    expect(screen.getByText('witness.example/log')).toBeTruthy();
    expect(screen.getByText('40 signed entries behind')).toBeTruthy();
    expect(screen.getByText('Directory')).toBeTruthy();
    expect(screen.getByText('Up to date')).toBeTruthy();
    expect(text()).toContain('Entries 1 to 100 are known outside');
    expect(text()).toContain('from entry 101 on');
  });

  it('WI-14 claims nothing where a place has seen nothing, or knows more than there is', () => {
    show([anchor({ size: null, at: null }), anchor({ kind: 'DIRECTORY', name: null, size: 121 })]);
    expect(screen.getByText('Has seen nothing yet')).toBeTruthy();
    expect(screen.getByText('Knows more entries than there are here')).toBeTruthy();
    expect(text()).toContain('No place has taken a checkpoint yet');
    expect(text()).toContain('Entries are missing here');
  });

  it('shows what went wrong', () => {
    show([anchor({ fault: 'The witness cannot be reached.' })], 100);
    expect(screen.getByText('The last attempt failed')).toBeTruthy();
    expect(screen.getByText('The witness cannot be reached.')).toBeTruthy();
    expect(text()).toContain('All 100 entries are known outside');
  });
});
