import { detectFormat } from './detect-format';

describe('detectFormat', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text);

  it('goes by the magic whatever the name', () => {
    expect(detectFormat('scores.csv', bytes('PAR1\x15\x04'))).toBe('parquet');
    expect(detectFormat('scores', bytes('PARE'))).toBe('parquet');
  });

  it('takes a file named Parquet as Parquet, so that damage is reported as damage', () => {
    expect(detectFormat('Scores.PARQUET', bytes('id,a'))).toBe('parquet');
  });

  it('knows NDJSON by its name or its opening brace', () => {
    expect(detectFormat('scores.jsonl', bytes('id,a'))).toBe('ndjson');
    expect(detectFormat('scores.NDJSON', bytes(''))).toBe('ndjson');
    expect(detectFormat('scores', bytes('\uFEFF {"a":1}'))).toBe('ndjson');
    expect(detectFormat('scores.csv', bytes('{"a"},b'))).toBe('csv');
  });

  it('is CSV otherwise', () => {
    expect(detectFormat('scores.csv', bytes('id,a'))).toBe('csv');
    expect(detectFormat('PAR1.txt', bytes(''))).toBe('csv');
  });
});
