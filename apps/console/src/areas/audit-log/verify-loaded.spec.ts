import { genesisHash, sealEntry } from '@countersign/domain/audit-log';
import { verifyLoaded, type Entry } from './verify-loaded';

/** A chain of three entries, newest first as the API gives them. */
function chain(): Entry[] {
  const entries: Entry[] = [];
  let previousHash = genesisHash;
  for (let sequence = 1; sequence <= 3; sequence += 1) {
    const draft = {
      id: `e${sequence}`,
      at: '2026-01-01T00:00:00.000Z',
      actor: { id: 'u1', kind: 'person' as const },
      workspaceId: 'w1',
      action: 'castVote',
      outcome: 'done' as const,
      subject: { type: 'promotion', id: 'p1' },
      payload: { sequence },
    };
    const { canonical, hash } = sealEntry(draft, { sequence, previousHash, salt: '00'.repeat(16) });
    entries.unshift({
      __typename: 'AuditEntry',
      id: draft.id,
      sequence,
      at: draft.at,
      actor: { __typename: 'Actor', id: 'u1', kind: 'PERSON', name: 'Sam' },
      action: draft.action,
      outcome: 'DONE',
      subjectType: 'promotion',
      subjectId: 'p1',
      payload: draft.payload,
      canonical,
      previousHash,
      hash,
    });
    previousHash = hash;
  }
  return entries;
}

describe('verifyLoaded', () => {
  it('verifies the whole chain and says which range', () => {
    expect(verifyLoaded(chain())).toMatchObject({ valid: true, entries: 3, from: 1, to: 3 });
  });

  it('verifies the newest page alone, from the hash its oldest entry names', () => {
    expect(verifyLoaded(chain().slice(0, 2))).toMatchObject({ valid: true, entries: 2, from: 2, to: 3 });
  });

  it('finds an altered text and an altered column', () => {
    const text = chain().map((entry) =>
      entry.sequence === 2 ? { ...entry, canonical: entry.canonical.replace('castVote', 'castVoto') } : entry,
    );
    expect(verifyLoaded(text)).toMatchObject({ valid: false, firstBad: 2 });
    const column = chain().map((entry) => (entry.sequence === 3 ? { ...entry, action: 'other' } : entry));
    expect(verifyLoaded(column)).toMatchObject({ valid: false, firstBad: 3 });
  });

  it('finds a missing entry, and claims nothing without entries', () => {
    expect(verifyLoaded(chain().filter(({ sequence }) => sequence !== 2))).toMatchObject({
      valid: false,
      firstBad: 2,
    });
    expect(verifyLoaded([])).toBeNull();
  });
});
