import { Seal } from './seal';

describe('sealed text', () => {
  const seal = new Seal('a secret of the server', 'a purpose');
  const sealed = seal.seal('text', 'here');

  it('WH-5 opens for the same secret, purpose and place, and for no other', () => {
    expect(seal.open(sealed, 'here')).toBe('text');
    expect(new Seal('a secret of the server', 'a purpose').open(sealed, 'here')).toBe('text');
    expect(seal.open(sealed, 'there')).toBeNull();
    expect(seal.open(sealed)).toBeNull();
    expect(new Seal('another secret', 'a purpose').open(sealed, 'here')).toBeNull();
    expect(new Seal('a secret of the server', 'another purpose').open(sealed, 'here')).toBeNull();
  });

  it('WH-5 is another each time, and opens in no way that was changed or cut', () => {
    expect(seal.seal('text', 'here')).not.toBe(sealed);
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(seal.open(changed.toString('base64url'), 'here')).toBeNull();
      expect(seal.open(bytes.subarray(0, at).toString('base64url'), 'here')).toBeNull();
    }
    expect(seal.open('', 'here')).toBeNull();
  });
});
