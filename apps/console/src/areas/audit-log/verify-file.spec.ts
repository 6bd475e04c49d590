import { auditBundleOf } from '../../testing/audit-bundle';
import { knownFrom } from './known-from-elsewhere';
import { verifyFile } from './verify-file';

const { text, note, vkey } = auditBundleOf(300);

/** As much of a file as is read; the test's own browser lacks the rest. */
function fileOf(content: string): Blob {
  const bytes = Buffer.from(content);
  const slice = (from: number, to: number) => ({
    arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes.subarray(from, to)).buffer),
  });
  return { size: bytes.length, slice } as unknown as Blob;
}
const read = (content: string, texts: Partial<Parameters<typeof knownFrom>[0]> = {}) => {
  const known = knownFrom({ keys: '', checkpoints: '', witnesses: '', ...texts });
  if (!('options' in known)) throw new Error('the test knows something odd');
  const seen: number[] = [];
  const { signal } = new AbortController();
  const onProgress = (bytes: number) => seen.push(bytes);
  return verifyFile({ file: fileOf(content), known: known.options, signal, onProgress }).then((result) => ({
    ...result,
    status: Object.fromEntries(result?.checks.map(({ check, status }) => [check, status]) ?? []),
    seen,
  }));
};

describe('verifyFile', () => {
  it('verifies a file in pieces, and says what it could not compare', async () => {
    const { valid, entries, status, seen } = await read(text);
    expect({ valid, entries }).toEqual({ valid: true, entries: 300 });
    expect(status).toMatchObject({
      tree: 'passed',
      key: 'unknown',
      checkpoint: 'unknown',
      witness: 'unknown',
    });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(Buffer.byteLength(text));
  });

  it('compares with what was noted down, however it was pasted', async () => {
    const pasted = { keys: `\n  ${vkey} \n`, checkpoints: `\n${note.trim().replaceAll('\n', '\r\n')}` };
    const { valid, status } = await read(text, pasted);
    expect(valid).toBe(true);
    expect(status).toMatchObject({ key: 'passed', checkpoint: 'passed' });
  });

  it('finds an altered entry, another key and a log that was cut', async () => {
    const altered = text.replace('\\"sequence\\":7,', '\\"sequence\\":7 ,');
    expect(await read(altered)).toMatchObject({ valid: false, firstBad: 7 });
    const cut = auditBundleOf(200).text;
    expect((await read(cut, { checkpoints: note })).status).toMatchObject({ checkpoint: 'failed' });
  });

  it('says nothing about a file whose reading was stopped', async () => {
    const control = new AbortController();
    const result = verifyFile({
      file: fileOf(text),
      known: {},
      signal: control.signal,
      onProgress: () => control.abort(),
    });
    expect(await result).toBeNull();
  });
});

describe('knownFrom', () => {
  const faults = (texts: object) => {
    const known = knownFrom({ keys: '', checkpoints: '', witnesses: '', ...texts });
    return 'faults' in known ? known.faults : null;
  };

  it('takes empty fields for nothing known', () => {
    expect(faults({})).toBeNull();
  });

  it('names the line that is no key, and a text that is no checkpoint', () => {
    expect(faults({ keys: `${vkey}\nabc` })).toEqual({ keys: 'Line 2 is no key of a log.' });
    expect(faults({ witnesses: vkey })).toEqual({ witnesses: 'Line 1 is no key of a witness.' });
    expect(faults({ checkpoints: 'countersign.audit/w1' })).toEqual({
      checkpoints: 'This is no checkpoint: paste the whole note.',
    });
  });
});
