import { fireEvent, screen } from '@testing-library/react';
import { renderPart } from '../../testing/render';
import type { Collection } from './collection';
import { DeleteButton } from './delete-button';
import { EraseKeyForm } from './erase-key-form';

const actor = { __typename: 'Actor' as const, id: 'u1', name: 'Devi Nair' };
const collection: Collection = {
  ...{
    __typename: 'VaultCollection',
    id: 'v1',
    name: 'customers',
    purpose: 'Audits.',
    keyColumn: 'customer',
  },
  ...{ people: 579, keptUntil: null, storedAt: '2026-03-01T12:00:00.000Z', storedBy: actor },
  ...{ erasedAt: null, erasedBy: null, attributes: [] },
};
const erased = { ...collection, people: 0, erasedAt: '2026-03-02T12:00:00.000Z', erasedBy: actor };
const auditEntry = { __typename: 'AuditEntry', id: 'e9', sequence: 42 };

describe('DeleteButton', () => {
  it('V-22 says what goes and what stays before anything is sent', async () => {
    const sent = jest.fn();
    renderPart(<DeleteButton collection={collection} />, {
      DeleteSensitiveAttributes: (variables) => {
        sent(variables);
        return {
          deleteSensitiveAttributes: {
            ...{ __typename: 'SensitiveAttributesDeleted', collection: erased, auditEntry },
          },
        };
      },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Delete the values' }));
    const lead = await screen.findByText(/579 people are erased, for good\. What was held .* stays/);
    expect(sent).not.toHaveBeenCalled();
    fireEvent.submit(lead.closest('form') as HTMLFormElement);
    expect(await screen.findByRole('link', { name: 'Recorded as audit entry number 42' })).toBeTruthy();
    expect(sent.mock.calls).toEqual([[{ id: 'v1' }]]);
  });

  it('V-18 is off where the values are deleted', () => {
    renderPart(<DeleteButton collection={erased} />);
    expect(screen.getByRole('button', { name: 'Delete the values' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    expect(screen.getByText('Its values are deleted.')).toBeTruthy();
  });
});

describe('EraseKeyForm', () => {
  it('V-20 V-22 says that the log does not name the person, and forgets the key', async () => {
    renderPart(<EraseKeyForm collection={collection} />, {
      EraseVaultKey: ({ input }) => {
        expect(input).toEqual({ collectionId: 'v1', key: 'c 7' });
        return { eraseVaultKey: { __typename: 'VaultKeyErased', erased: false, collection, auditEntry } };
      },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Erase a person' }));
    expect(await screen.findByText(/and not whose key it was/)).toBeTruthy();
    const key = screen.getByLabelText(/Key of the person/);
    fireEvent.change(key, { target: { value: 'c 7' } });
    fireEvent.submit(key.closest('form') as HTMLFormElement);
    expect(await screen.findByText(/Nothing is held under this key\./)).toBeTruthy();
    expect((key as HTMLInputElement).value).toBe('');
  });
});
