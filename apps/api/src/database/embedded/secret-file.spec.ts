import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapSecret, readOrCreateSecret } from './secret-file';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'secret-file-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('bootstrapSecret', () => {
  it('is 32 random bytes in hexadecimal, kept in a file of mode 0600', () => {
    const secret = bootstrapSecret(base);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(base, 'secrets', 'bootstrap')).mode & 0o777).toBe(0o600);
    expect(statSync(join(base, 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('stays the same for one data directory and differs between two', () => {
    const secret = bootstrapSecret(join(base, 'one'));
    expect(bootstrapSecret(join(base, 'one'))).toBe(secret);
    expect(bootstrapSecret(join(base, 'two'))).not.toBe(secret);
  });
});

describe('readOrCreateSecret', () => {
  it('refuses a file that holds no secret, and leaves it as it is', () => {
    const file = join(base, 'spoilt');
    writeFileSync(file, 'hello\n');
    expect(() => readOrCreateSecret(file)).toThrow(`${file} does not hold a secret`);
    expect(statSync(file).size).toBe(6);
  });
});
