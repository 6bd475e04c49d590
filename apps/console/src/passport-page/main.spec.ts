import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplePassport } from '@countersign/domain/passport-example';
import { screen, within } from '@testing-library/dom';

const page = readFileSync(join(__dirname, 'verify.html'), 'utf8');

/** A file as an input hands it out; jsdom's own cannot be read. */
const fileOf = (name: string, read: () => Promise<ArrayBuffer>) => ({ name, arrayBuffer: read }) as File;

describe('the page of a passport', () => {
  beforeAll(async () => {
    document.body.innerHTML = /<body>([\s\S]*)<\/body>/.exec(page)![1]!;
    await import('./main');
  });

  const choose = (file: File) => {
    const input = screen.getByLabelText(/^Passport/);
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change'));
  };

  it('P-114 shows every check of the file that was chosen', async () => {
    choose(fileOf('mine.zip', async () => examplePassport().slice().buffer as ArrayBuffer));
    expect(await screen.findByRole('heading', { name: /^Valid, with 3 of 17 checks unknown$/ })).toBeTruthy();
    const table = screen.getByRole('table', { name: 'Checks' });
    expect(within(table).getAllByRole('row')).toHaveLength(18);
    expect(within(table).getByRole('row', { name: /^The gates say the same/ }).textContent).toMatch(/passed/);
  });

  it('P-114 says so when a file that was dropped cannot be read', async () => {
    const event = new Event('drop', { cancelable: true });
    const file = fileOf('gone.zip', () => Promise.reject(new Error('NotReadableError')));
    document.dispatchEvent(Object.assign(event, { dataTransfer: { files: [file] } }));
    expect(await screen.findByText('gone.zip cannot be read; choose it again.')).toBeTruthy();
  });
});
