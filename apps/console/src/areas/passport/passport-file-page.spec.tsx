import { formatVerifierKey } from '@countersign/domain/audit-log';
import { examplePassport, exampleSigner } from '@countersign/domain/passport-example';
import { fireEvent, screen } from '@testing-library/react';
import { renderPart } from '../../testing/render';
import { PassportFilePage } from './passport-file-page';

/** A file as an input hands it out; jsdom's own cannot be read. */
const fileOf = (name: string, arrayBuffer: () => Promise<ArrayBuffer>) => ({ name, arrayBuffer }) as File;
const genuine = () => fileOf('mine.zip', async () => examplePassport().slice().buffer as ArrayBuffer);
const gone = () => fileOf('gone.zip', () => Promise.reject(new Error('NotReadableError')));

const choose = (file: File) =>
  fireEvent.change(screen.getByLabelText('Passport'), { target: { files: [file] } });
const check = () => fireEvent.submit(screen.getByRole('button', { name: 'Check' }).closest('form')!);
const know = (text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: 'Key of the log that you trust' }), {
    target: { value: text },
  });

describe('the page that checks a passport from elsewhere', () => {
  beforeEach(() => renderPart(<PassportFilePage />));

  it('checks against the key that was pasted, and says what nobody vouches for without one', async () => {
    choose(genuine());
    check();
    expect(await screen.findByText('Valid, with 3 of 17 checks unknown')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'What it says that it holds' })).toBeTruthy();
    know(formatVerifierKey(exampleSigner.key));
    check();
    expect(await screen.findByText('Valid, with 2 of 17 checks unknown')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'What it holds' })).toBeTruthy();
  });

  it('names the line that is no key, and checks nothing then', async () => {
    choose(genuine());
    know('nonsense');
    check();
    expect(await screen.findByText('Line 1 is no key of a log.')).toBeTruthy();
    expect(screen.queryByText(/^Valid/)).toBeNull();
  });

  it('says that a file cannot be read, and forgets what came of an earlier one', async () => {
    choose(genuine());
    check();
    await screen.findByText(/^Valid/);
    choose(gone());
    expect(screen.queryByText(/^Valid/)).toBeNull();
    check();
    expect(await screen.findByText('The file could not be read: NotReadableError')).toBeTruthy();
  });
});
